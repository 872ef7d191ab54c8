package meta.launcher.log;

import java.util.Map;
import java.util.regex.Pattern;

/**
 * The environment variable {@code TRACEPARENT}. By convention, its value has the format of the HTTP header {@code traceparent} (W3C Trace
 * Context section 3.2).
 */
public final class TraceParentVariable {
    private static final String VARIABLE = "TRACEPARENT";
    private static final String VERSION_0 = "00";

    /** Version, trace id, parent id and flags. */
    private static final Pattern FIELDS =
            Pattern.compile("(?!ff)[0-9a-f]{2}-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");

    private static final int LENGTH = 55;

    private TraceParentVariable() {}

    /** {@return the first four fields of the value, 55 characters; empty if the variable is not set or its value is invalid} */
    public static String in(Map<String, String> environment) {
        String given = environment.getOrDefault(VARIABLE, "");
        if (given.length() < LENGTH) {
            return "";
        }
        String fields = given.substring(0, LENGTH);
        boolean isComplete = given.length() == LENGTH || (given.charAt(LENGTH) == '-' && !fields.startsWith(VERSION_0));
        return isComplete && FIELDS.matcher(fields).matches() ? fields : "";
    }
}
