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
     * @param column the column of the error in bytes, from 1
     * @param reason the error in words
     * @param intact the members of the outermost object that are complete before the error
     */
    record Malformed(int line, int column, String reason, JsonObject intact) implements ParsedJson {
        /** {@return place and reason on one line} */
        @Override
        public String toString() {
            return "line " + line + ", column " + column + ": " + reason;
        }
    }
}
