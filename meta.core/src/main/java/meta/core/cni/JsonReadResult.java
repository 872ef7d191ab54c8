package meta.core.cni;

import meta.core.cni.JsonValue.JsonObject;

/** The result of reading a document as JSON. */
public sealed interface JsonReadResult {

    /**
     * The document is one JSON value.
     *
     * @param value the value; if {@link JsonReader#readOutermost} has read the document, without nested values
     */
    record Valid(JsonValue value) implements JsonReadResult {}

    /**
     * The document is not one JSON value, or exceeds a limit of {@link JsonReader}.
     *
     * @param line the line of the error, from 1; also 1 if the place of the error is unknown
     * @param column the column of the error, from 1, counted in bytes or characters; also 1 if the place of the error is unknown
     * @param reason describes the error
     * @param intact the members of the outermost object that were read before the first error; if {@link JsonReader#readOutermost} has
     *     read the document, without nested values. Empty if the outermost value is not an object, or if the document looks like UTF-16 or
     *     UTF-32 and cannot be decoded
     */
    record Malformed(int line, int column, String reason, JsonObject intact) implements JsonReadResult {
        /** {@return line, column and reason, such as {@code line 3, column 7: missing colon before this}} */
        @Override
        public String toString() {
            return "line " + line + ", column " + column + ": " + reason;
        }
    }
}
