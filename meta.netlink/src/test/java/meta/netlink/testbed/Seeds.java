package meta.netlink.testbed;

import org.jspecify.annotations.Nullable;

/**
 * Checks a property for many random cases. A seed determines each case. The report counts all cases as one test.
 *
 * <p>A run uses the seeds 1, 2, 3 and so on. A failure names the seed, and the option that repeats the case, such as {@code -Dseed=42}. With {@code
 * -Dseeds=10000}, a run checks 10,000 seeds.
 *
 * @param only the only seed to check; null to check the seeds from 1 on
 * @param count the number of seeds to check; null for the number that the test gives
 */
public record Seeds(@Nullable Long only, @Nullable Integer count) {

    /** A property that must hold for every seed. */
    public interface Property {
        /**
         * Makes the random case of a seed, and throws an exception or an {@link AssertionError} if the property does not hold for the
         * case.
         */
        void check(long seed) throws Exception;
    }

    /**
     * Checks a property for the seeds 1 to {@code count}, or for the seeds that the command line gives. Stops at the first failure.
     *
     * @throws AssertionError if the property throws an {@link AssertionError} or an exception; the message begins with the seed
     */
    public static void forEach(int count, Property property) {
        new Seeds(Long.getLong("seed"), Integer.getInteger("seeds")).check(count, property);
    }

    void check(int asked, Property property) {
        if (only != null) {
            checkOne(only, property);
            return;
        }
        int last = count == null ? asked : count;
        for (long seed = 1; seed <= last; seed++) {
            checkOne(seed, property);
        }
    }

    private static void checkOne(long seed, Property property) {
        try {
            property.check(seed);
        } catch (AssertionError | Exception e) {
            throw new AssertionError("seed " + seed + " (repeat with -Dseed=" + seed + "): " + e.getMessage(), e);
        }
    }
}
