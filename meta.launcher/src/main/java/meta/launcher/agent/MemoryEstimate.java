package meta.launcher.agent;

import meta.core.cni.JsonReader;

/**
 * An estimate of the bytes of memory that a call needs for its standard input, for the values in it, and for its answer. The number of
 * kernel objects has a separate limit ({@link meta.core.kernel.SharedObjectBudget}).
 */
record MemoryEstimate(long bytes) {
    /** The bytes that a call needs for a small configuration and a pod with few routes. */
    private static final long CALL = 192 << 10;

    /** The bytes for each byte of standard input: the byte, the text, the text in the answer, and the byte of the answer. */
    private static final long BYTE = 6;

    /** The bytes for each JSON value and its entry in a list or map, twice: the result contains a copy. */
    private static final long VALUE = 250;

    /** The bytes for each key of a malformed configuration: its text, and its entry in a set. */
    private static final long KEY = 100;

    static MemoryEstimate of(byte[] stdin) {
        long values = 0;
        for (byte each : stdin) {
            if (each == ',' || each == ':' || each == '[' || each == '{') {
                values++;
            }
        }
        return new MemoryEstimate(CALL + BYTE * stdin.length + VALUE * values);
    }

    /** {@return the estimate for a call whose standard input is malformed JSON} */
    static MemoryEstimate ofMalformed(byte[] stdin) {
        return new MemoryEstimate(CALL + BYTE * stdin.length + KEY * JsonReader.MAX_VALUES);
    }
}
