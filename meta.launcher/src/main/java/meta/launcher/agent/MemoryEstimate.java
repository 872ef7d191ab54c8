package meta.launcher.agent;

import meta.core.cni.JsonReader;

/**
 * An upper bound of the memory that a call takes: for its standard input, the values read from it and the answer.
 *
 * @param bytes bytes of the Java heap
 */
record MemoryEstimate(long bytes) {
    /** A call with a small configuration and a pod with few routes. */
    private static final long CALL = 192 << 10;

    /** For each byte of the document: the byte itself, its text, the text in the answer, and the answer's bytes. */
    private static final long BYTE = 6;

    /** For each value: its object and its entry in a list or map, and the same in the result. */
    private static final long VALUE = 250;

    /** For each key of a document that is only checked: the text, and its entry in a set. */
    private static final long KEY = 100;

    /** {@return the estimate for a call with this standard input; it counts a document's values by their punctuation} */
    static MemoryEstimate of(byte[] stdin) {
        long values = 0;
        for (byte each : stdin) {
            if (each == ',' || each == ':' || each == '[' || each == '{') {
                values++;
            }
        }
        return new MemoryEstimate(CALL + BYTE * stdin.length + VALUE * values);
    }

    /** {@return the estimate for a call whose document is rejected: it holds the keys until the error, and no values} */
    static MemoryEstimate ofMalformed(byte[] stdin) {
        return new MemoryEstimate(CALL + BYTE * stdin.length + KEY * JsonReader.MAX_VALUES);
    }
}
