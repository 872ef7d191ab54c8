package meta.core.cni;

import meta.core.cni.JsonValue.JsonObject;

/** The result of reading a document as JSON. */
public sealed interface JsonReadResult {

    /**
     * The document is one JSON value.
     *
     * @param value the value; without nested values if {@link JsonReader#readOutermost} has read the document
     */
    record Valid(JsonValue value) implements JsonReadResult {}

    /**
     * The document is not one JSON value that {@link JsonReader} accepts.
     *
     * @param line from 1; also 1 if it is unknown
     * @param column from 1, counted in bytes or characters; also 1 if it is unknown
     * @param intact the members of the outermost object that were read before the error, if they are known. Without nested values if
     *     {@link JsonReader#readOutermost} has read the document
     */
    record Malformed(int line, int column, String reason, JsonObject intact) implements JsonReadResult {
        /** {@return line, column and reason, such as {@code line 3, column 7: missing colon before this}} */
        @Override
        public String toString() {
            return "line " + line + ", column " + column + ": " + reason;
        }
    }
}
