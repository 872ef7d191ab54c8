package meta.launcher.log;

import java.util.Map;
import java.util.regex.Pattern;

/**
 * Reads the environment variable {@code TRACEPARENT}, which identifies the distributed trace that a call belongs to. The value has the format of the
 * HTTP header {@code traceparent} (W3C Trace Context section 3.2). The standard defines only the header; the variable is a convention.
 */
public final class TraceParentVariable {
    private static final String VARIABLE = "TRACEPARENT";
    private static final String VERSION_0 = "00";

    /** The four fields of version 00: version, trace id, parent id and flags. In later versions, more fields may follow these four. */
    private static final Pattern FIELDS =
            Pattern.compile("(?!ff)[0-9a-f]{2}-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");

    private static final int LENGTH = 55;

    private TraceParentVariable() {}

    /** {@return the first four fields of the variable's value, 55 characters; empty if the variable is not set or its value is invalid} */
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
