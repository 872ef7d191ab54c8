package meta.launcher.agent;

/**
 * How much memory a call may take at the most: for its standard input, what is read from it and what is answered.
 *
 * @param bytes of the Java heap
 */
record MemoryEstimate(long bytes) {
    /** What a call takes for a small configuration and a pod with few routes; an estimate. */
    private static final long CALL = 192 << 10;

    /** For each byte of a document: itself, its text, the text in the answer, and the answer's bytes. */
    private static final long BYTE = 6;

    /** For each value: the object, its place in a list or map, and the same in the result that is made of it. */
    private static final long VALUE = 250;

    /** {@return the weight of a call with this standard input; no value of a document is without one of the marks that are counted} */
    static MemoryEstimate of(byte[] stdin) {
        long marks = 0;
        for (byte each : stdin) {
            if (each == ',' || each == ':' || each == '[' || each == '{') {
                marks++;
            }
        }
        return new MemoryEstimate(CALL + BYTE * stdin.length + VALUE * marks);
    }
}
