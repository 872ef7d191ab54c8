package meta.netlink.testbed;

/**
 * Checks a property for many random cases, each of which follows from a seed. All of them are one test in the report.
 *
 * <p>Every run uses the seeds 1, 2, 3 and so on. A failure names the seed and how to repeat it: {@code -Dseed=42} checks that seed only.
 * {@code -Dseeds=10000} checks as many seeds as given.
 */
public final class Seeds {
    private Seeds() {}

    /** What holds for every seed. */
    public interface Property {
        void check(long seed) throws Exception;
    }

    /**
     * Checks a property for the seeds 1 to {@code count}, and stops at the first failure.
     *
     * @throws AssertionError if the property does not hold, or throws anything else; the message begins with the seed
     */
    public static void forEach(int count, Property property) {
        Long only = Long.getLong("seed");
        if (only != null) {
            check(only, property);
            return;
        }
        int last = Integer.getInteger("seeds", count);
        for (long seed = 1; seed <= last; seed++) {
            check(seed, property);
        }
    }

    private static void check(long seed, Property property) {
        try {
            property.check(seed);
        } catch (AssertionError | Exception e) {
            throw new AssertionError("seed " + seed + " (repeat with -Dseed=" + seed + "): " + e.getMessage(), e);
        }
    }
}
