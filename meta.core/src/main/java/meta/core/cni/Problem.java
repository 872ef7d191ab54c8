package meta.core.cni;

/**
 * A problem in the input of a call.
 *
 * @param place the path of a JSON value, such as {@code prevResult.ips[0].address}, the name of an environment variable, {@code standard input}, or
 *     the path of a file
 * @param given the given value, cut after 100 characters; empty if it is missing or not shown
 * @param accepted what is accepted in this place, or the reason why the value is not accepted
 */
public record Problem(String place, String given, String accepted) {
    private static final int LONGEST_QUOTE = 100;

    public Problem {
        given = given.length() <= LONGEST_QUOTE ? given : given.substring(0, LONGEST_QUOTE) + "…";
    }

    public static Problem missing(String place, String accepted) {
        return new Problem(place, "", "missing; " + accepted);
    }

    @Override
    public String toString() {
        return given.isEmpty() ? place + ": " + accepted : place + ": " + given + ": " + accepted;
    }
}
