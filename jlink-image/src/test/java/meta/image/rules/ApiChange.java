package meta.image.rules;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import meta.spi.ApiVersion;

/** The difference between two versions of an API, as lines of {@link Signatures}. */
record ApiChange(List<String> gone, List<String> added) {
    /** The beginning of the line of a method that implementations of an interface must have. */
    static final String DEMAND = "demand ";

    /** The beginning of the line of a subtype of a sealed type that may not grow in a minor version. */
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

    /** {@return whether the change can break existing code} */
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

    /** {@return whether the change is permitted between the versions} */
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
