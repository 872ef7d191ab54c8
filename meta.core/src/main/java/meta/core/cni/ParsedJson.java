package meta.core.cni;

import meta.core.cni.JsonValue.JsonObject;

/** The result of reading a document as JSON. */
public sealed interface ParsedJson {

    /** The document is a JSON value. */
    record Valid(JsonValue value) implements ParsedJson {}

    /**
     * The document is not JSON, or exceeds a limit of {@link JsonReader}.
     *
     * @param line the line of the error, from 1
     * @param column the column of the error, from 1; in bytes if the document is UTF-8
     * @param reason the error in words
     * @param intact the members of the outermost object that are complete before the error. There are none if the outermost value is not an object,
     *     if the document begins like UTF-16 or UTF-32 and cannot be decoded, or if the document is too large and its first
     *     {@link JsonReader#MAX_BYTES} bytes are a complete object
     */
    record Malformed(int line, int column, String reason, JsonObject intact) implements ParsedJson {
        /** {@return line, column and reason on one line, such as {@code line 3, column 7: missing colon before this}} */
        @Override
        public String toString() {
            return "line " + line + ", column " + column + ": " + reason;
        }
    }
}
