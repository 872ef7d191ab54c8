package meta.core.cni;

/** What came of reading bytes as JSON. */
public sealed interface Decoding {

    /** It is JSON. */
    record Decoded(JsonValue value) implements Decoding {}

    /**
     * It is not JSON, or too large.
     *
     * @param line where, from 1
     * @param column where in that line, in bytes from 1
     * @param reason what is wrong there
     * @param intact those members of the outermost object that could be read whole before that place
     */
    record Malformed(int line, int column, String reason, JsonObject intact) implements Decoding {
        /** {@return place and reason in one line} */
        @Override
        public String toString() {
            return "line " + line + ", column " + column + ": " + reason;
        }
    }
}
