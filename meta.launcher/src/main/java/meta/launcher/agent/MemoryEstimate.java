package meta.launcher.agent;

import meta.core.cni.JsonReader;

/**
 * Estimates how many bytes of memory a call needs for its standard input, for the values that it reads from standard input, and for its
 * answer. Only a few of the pod's kernel objects are included; their number has a separate limit ({@link
 * meta.core.kernel.SharedObjectBudget}).
 */
record MemoryEstimate(long bytes) {
    /** The bytes that a call with a small configuration needs for a pod with few routes. */
    private static final long CALL = 192 << 10;

    /** The bytes for each byte of standard input: the byte, the text, the text in the answer, and the byte of the answer. */
    private static final long BYTE = 6;

    /** The bytes for each JSON value: its object and its entry in a list or map, and a copy of both in the result. */
    private static final long VALUE = 250;

    /** The bytes for each key of a malformed configuration: its text, and its entry in a set. */
    private static final long KEY = 100;

    /** {@return the estimate for a call with this standard input} */
    static MemoryEstimate of(byte[] stdin) {
        long values = 0;
        for (byte each : stdin) {
            if (each == ',' || each == ':' || each == '[' || each == '{') {
                values++;
            }
        }
        return new MemoryEstimate(CALL + BYTE * stdin.length + VALUE * values);
    }

    /**
     * {@return the estimate for a call whose standard input is malformed JSON} Until the error, the reader keeps keys in memory, but no
     * nested values.
     */
    static MemoryEstimate ofMalformed(byte[] stdin) {
        return new MemoryEstimate(CALL + BYTE * stdin.length + KEY * JsonReader.MAX_VALUES);
    }
}
