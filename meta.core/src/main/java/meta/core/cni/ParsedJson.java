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
     *     if the bytes cannot be decoded as text, or if the document is an object that is complete within {@link JsonReader#MAX_BYTES} and followed
     *     by more bytes
     */
    record Malformed(int line, int column, String reason, JsonObject intact) implements ParsedJson {
        /** {@return place and reason on one line} */
        @Override
        public String toString() {
            return "line " + line + ", column " + column + ": " + reason;
        }
    }
}
