package meta.image.rules;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import meta.spi.ApiVersion;

/**
 * The difference between two versions of an API.
 *
 * @param gone the lines of {@link Signatures} that only the earlier version has
 * @param added the lines that only the later version has
 */
record ApiChange(List<String> gone, List<String> added) {
    /** The beginning of the line for an abstract method of an interface that third parties can implement. */
    static final String DEMAND = "demand ";

    /** The beginning of the line for a permitted subtype of a sealed type that gets new subtypes only in a major version. */
    static final String CLOSED = "permitted by ";

    static ApiChange between(Set<String> before, Set<String> now) {
        return new ApiChange(without(before, now), without(now, before));
    }

    private static List<String> without(Set<String> lines, Set<String> others) {
        Set<String> rest = new TreeSet<>(lines);
        rest.removeAll(others);
        return List.copyOf(rest);
    }

    boolean isEmpty() {
        return gone.isEmpty() && added.isEmpty();
    }

    /** {@return whether code that was written for the earlier version can fail with the later one} */
    boolean isBreak() {
        return !gone.isEmpty() || added.stream().anyMatch(line -> line.startsWith(DEMAND) || isNewKind(line));
    }

    private boolean isNewKind(String line) {
        if (!line.startsWith(CLOSED)) {
            return false;
        }
        String sealed = line.substring(CLOSED.length(), line.indexOf(':'));
        return added.stream().noneMatch(other -> other.startsWith("class " + sealed + ":"));
    }

    /**
     * {@return whether the API may change in this way between these version numbers} A major version permits every change. A minor version
     * permits changes that are no {@link #isBreak break}.
     */
    boolean isAllowed(ApiVersion before, ApiVersion now) {
        boolean major = now.major() > before.major();
        boolean minor = now.major() == before.major() && now.minor() > before.minor();
        return isEmpty() || major || (minor && !isBreak());
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        gone.forEach(line -> text.append("- ").append(line).append('\n'));
        added.forEach(line -> text.append("+ ").append(line).append('\n'));
        return text.toString();
    }
}
