package meta.core.cni;

import meta.core.cni.JsonValue.JsonObject;

/** The result of reading a document as JSON. */
public sealed interface ParsedJson {

    record Valid(JsonValue value) implements ParsedJson {}

    /**
     * The document is not JSON, or exceeds a limit of {@link JsonReader}.
     *
     * @param line the line of the error, from 1
     * @param column the column of the error, from 1; in bytes if the document is UTF-8
     * @param intact the members of the outermost object that are complete before the error; empty if the outermost value is not an object, or if
     *     UTF-16 or UTF-32 cannot be decoded
     */
    record Malformed(int line, int column, String reason, JsonObject intact) implements ParsedJson {
        /** {@return line, column and reason, such as {@code line 3, column 7: missing colon before this}} */
        @Override
        public String toString() {
            return "line " + line + ", column " + column + ": " + reason;
        }
    }
}
