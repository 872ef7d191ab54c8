package meta.core.cni;

/**
 * One missing or invalid value in the input of a call.
 *
 * @param place the name of an environment variable, {@code standard input}, the path of a file, or the path of a JSON value, such as
 *     {@code prevResult.ips[0].address}. The path of a JSON value can follow the path of a file
 * @param given the value in the form for a message, cut after 100 characters; empty if it is missing or not shown
 * @param accepted the accepted values, or the reason why the value is not accepted
 */
public record InputProblem(String place, String given, String accepted) {
    private static final int LONGEST_QUOTE = 100;

    public InputProblem {
        given = given.length() <= LONGEST_QUOTE ? given : given.substring(0, LONGEST_QUOTE) + "…";
    }

    /**
     * {@return the problem that a value is missing}
     *
     * @param accepted the accepted values
     */
    public static InputProblem missing(String place, String accepted) {
        return new InputProblem(place, "", "missing; " + accepted);
    }

    @Override
    public String toString() {
        return given.isEmpty() ? place + ": " + accepted : place + ": " + given + ": " + accepted;
    }
}
