package meta.core.cni;

/**
 * One problem of a configuration or environment.
 *
 * @param place the path of a JSON value, such as {@code steps.setupRoutes.enabled} or {@code ips[0].address}, or the name of an environment
 *     variable
 * @param given the value as it was given, a string in quotes; empty if there is none
 * @param accepted what is accepted in this place
 */
public record Problem(String place, String given, String accepted) {
    private static final int LONGEST_QUOTE = 100;

    public Problem {
        given = given.length() <= LONGEST_QUOTE ? given : given.substring(0, LONGEST_QUOTE) + "…";
    }

    /** {@return the problem of a missing value} */
    public static Problem missing(String place, String accepted) {
        return new Problem(place, "", "missing; " + accepted);
    }

    /** {@return the problem in one line} */
    @Override
    public String toString() {
        return given.isEmpty() ? place + ": " + accepted : place + ": " + given + ": " + accepted;
    }
}
