package meta.core.cni;

/** Says what is wrong with a document in the words of who has written it, where the parser's words are about its own settings. */
final class JsonSlip {
    private static final String UNEXPECTED = "Unexpected character ('";
    private static final String START = " (start marker at [line: ";

    private JsonSlip() {}

    /** {@return the parser's message, or what it means} */
    static String inWords(String message) {
        if (message.contains("(non-standard) comment") || message.startsWith(UNEXPECTED + "#'")) {
            return "a comment, which JSON does not have";
        }
        if (isQuote(message)) {
            return "keys and strings are written in straight double quotes";
        }
        boolean closed = message.startsWith(UNEXPECTED + "]'") || message.startsWith(UNEXPECTED + "}'");
        if (closed && (message.contains("expected a value") || message.contains("field name"))) {
            return "a value or a key is expected before this; there may be a comma too many";
        }
        if (message.contains("to start field name")) {
            return "a key is written in double quotes";
        }
        if (message.startsWith("Unrecognized token '")) {
            String token = message.substring("Unrecognized token ".length(), message.indexOf(": was expecting"));
            return token + " is no JSON: a string is written in double quotes, and true, false and null in lower case";
        }
        if (message.contains("was expecting comma to separate")) {
            return "a comma is missing before this";
        }
        if (message.contains("was expecting a colon")) {
            return "a colon is missing before this";
        }
        if (message.startsWith("Illegal unquoted character ((CTRL-CHAR, code 10)")) {
            return "a string ends on its line: a double quote is missing, or a line end that is to be written \\n";
        }
        if (message.startsWith("Unexpected end-of-input: expected close marker for ")) {
            return unclosed(message);
        }
        int settings = message.indexOf(": enable `");
        return settings < 0 ? message : message.substring(0, settings);
    }

    /** {@return whether it is about a single quote, or one that a word processor has made} */
    private static boolean isQuote(String message) {
        for (String quote : new String[] {"''", "\u2018'", "\u2019'", "\u201c'", "\u201d'"}) {
            if (message.startsWith(UNEXPECTED + quote)) {
                return true;
            }
        }
        return false;
    }

    private static String unclosed(String message) {
        String kind = message.contains("for Object") ? "an object" : "a list";
        String end = message.contains("for Object") ? "}" : "]";
        int start = message.indexOf(START);
        String place = start < 0
                ? ""
                : " that begins at line "
                        + message.substring(start + START.length()).replaceAll("[\\])]", "");
        return "the document ends before its end: " + end + " of " + kind + place.replace("column:", "column")
                + " is missing";
    }
}
