package meta.core.cni;

/** Explains error messages of the JSON parser Jackson to the author of a JSON document. */
final class JacksonMessage {
    private static final String UNEXPECTED = "Unexpected character ('";
    private static final String START = " (start marker at [line: ";

    private JacksonMessage() {}

    /** {@return an explanation or, if the message is unknown, the message without the part that names a parser setting} */
    static String explained(String message) {
        if (message.contains("(non-standard) comment") || message.startsWith(UNEXPECTED + "#'")) {
            return "JSON has no comments";
        }
        if (isQuote(message)) {
            return "keys and strings need straight double quotes";
        }
        boolean closed = message.startsWith(UNEXPECTED + "]'") || message.startsWith(UNEXPECTED + "}'");
        if (closed && (message.contains("expected a value") || message.contains("field name"))) {
            return "expected a value or a key before this; is there an extra comma?";
        }
        if (message.contains("to start field name")) {
            return "keys need double quotes";
        }
        if (message.startsWith("Unrecognized token '")) {
            String token = message.substring("Unrecognized token ".length(), message.indexOf(": was expecting"));
            return token + " is not JSON: strings need double quotes; true, false and null are lower case";
        }
        if (message.contains("was expecting comma to separate")) {
            return "missing comma before this";
        }
        if (message.contains("was expecting a colon")) {
            return "missing colon before this";
        }
        if (message.startsWith("Illegal unquoted character ((CTRL-CHAR, code 10)")) {
            return "line break in a string: a double quote is missing, or the line break must be written \\n";
        }
        if (message.startsWith("Unexpected end-of-input: expected close marker for ")) {
            return unclosed(message);
        }
        int settings = message.indexOf(": enable `");
        return settings < 0 ? message : message.substring(0, settings);
    }

    private static boolean isQuote(String message) {
        for (String quote : new String[] {"''", "\u2018'", "\u2019'", "\u201c'", "\u201d'"}) {
            if (message.startsWith(UNEXPECTED + quote)) {
                return true;
            }
        }
        return false;
    }

    private static String unclosed(String message) {
        String kind = message.contains("for Object") ? "the object" : "the list";
        String end = message.contains("for Object") ? "}" : "]";
        int start = message.indexOf(START);
        String place = start < 0
                ? ""
                : " that begins at line "
                        + message.substring(start + START.length()).replaceAll("[\\])]", "");
        return "unexpected end of the document: missing " + end + " of " + kind + place.replace("column:", "column");
    }
}
