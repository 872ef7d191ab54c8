package meta.netlink.testbed;

import org.jspecify.annotations.Nullable;

/**
 * Checks a property for many random cases, each determined by a seed. They count as one test in the report.
 *
 * <p>Every run uses the seeds 1, 2, 3 and so on. A failure names the seed and the option that repeats it: {@code -Dseed=42} checks that
 * seed only. {@code -Dseeds=10000} checks 10,000 seeds.
 *
 * @param only the only seed to check; null for many
 * @param count how many seeds to check, instead of the number that a test asks for; null for that number
 */
public record Seeds(@Nullable Long only, @Nullable Integer count) {

    /** A property that must hold for every seed. */
    public interface Property {
        void check(long seed) throws Exception;
    }

    /**
     * Checks a property for the seeds 1 to {@code count}, or those that the command line names, and stops at the first failure.
     *
     * @throws AssertionError if the property does not hold, or throws anything else; the message begins with the seed
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
