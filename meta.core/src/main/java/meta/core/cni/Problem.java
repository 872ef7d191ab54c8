package meta.core.cni;

/**
 * One problem in the input of a call: the network configuration, the {@code CNI_} variables, the options of the node or the plugin type.
 *
 * @param place the path of a JSON value, such as {@code steps.setupRoutes.enabled} or {@code prevResult.ips[0].address}, the name of an environment
 *     variable, or {@code standard input}. The place of an option of the node begins with the path of its file
 * @param given the given value as JSON, such as a string with its quotes, cut after 100 characters; empty if the value is missing, or the message
 *     does not show it
 * @param accepted what is accepted in this place, or the reason why the value is not accepted
 */
public record Problem(String place, String given, String accepted) {
    private static final int LONGEST_QUOTE = 100;

    public Problem {
        given = given.length() <= LONGEST_QUOTE ? given : given.substring(0, LONGEST_QUOTE) + "…";
    }

    /** {@return the problem that a required value is missing} */
    public static Problem missing(String place, String accepted) {
        return new Problem(place, "", "missing; " + accepted);
    }

    /** {@return the problem in one line} */
    @Override
    public String toString() {
        return given.isEmpty() ? place + ": " + accepted : place + ": " + given + ": " + accepted;
    }
}
