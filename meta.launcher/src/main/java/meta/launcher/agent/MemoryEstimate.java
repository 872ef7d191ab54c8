package meta.launcher.agent;

import meta.core.cni.JsonReader;

/**
 * The memory in bytes that a call takes for its standard input, the values read from it, and the answer. The objects of the pod are counted
 * separately ({@link meta.core.kernel.ObjectBudget}).
 */
record MemoryEstimate(long bytes) {
    /** What a call with a small configuration takes for a pod with few routes. */
    private static final long CALL = 192 << 10;

    /** For each byte of the document: the byte, its text, the text in the answer, and the byte of the answer. */
    private static final long BYTE = 6;

    /** For each value: its object and its entry in a list or map, and a copy of both in the result. */
    private static final long VALUE = 250;

    /** For each key of a rejected document: the text, and its entry in a set. */
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

    /** {@return the estimate for a call whose document is malformed} The reader holds the keys before the error, but no values. */
    static MemoryEstimate ofMalformed(byte[] stdin) {
        return new MemoryEstimate(CALL + BYTE * stdin.length + KEY * JsonReader.MAX_VALUES);
    }
}
