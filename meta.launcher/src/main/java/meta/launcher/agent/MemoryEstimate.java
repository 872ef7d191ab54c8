package meta.launcher.agent;

import meta.core.cni.JsonReader;

/**
 * An estimate of the memory that a call needs for its standard input, the values in it, and its answer. Kernel objects have a separate
 * limit ({@link meta.core.kernel.SharedObjectBudget}).
 */
record MemoryEstimate(long bytes) {
    /** The bytes for a call with a small configuration and a pod with few routes. */
    private static final long CALL = 192 << 10;

    /** The bytes for each byte of standard input: the byte, the text, the text in the answer, and the byte of the answer. */
    private static final long BYTE = 6;

    /** The bytes for each JSON value and its entry in a list or map, and for a copy of both in the result. */
    private static final long VALUE = 250;

    /** The bytes for each key of a malformed configuration. */
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
