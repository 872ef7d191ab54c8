package meta.core.cni;

/** What came of reading a call. */
public sealed interface Reading {

    /** The plugin knows what to do. */
    record Accepted(CniRequest request) implements Reading {}

    /**
     * It does not.
     *
     * @param failure why not
     * @param version the version to say so in
     */
    record Rejected(Failure failure, CniVersion version) implements Reading {}
}
