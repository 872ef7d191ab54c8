package meta.core.cni;

/** What came of reading a call. */
public sealed interface ParsedRequest {

    /** The plugin knows what to do. */
    record Valid(CniRequest request) implements ParsedRequest {}

    /**
     * It does not.
     *
     * @param failure why not
     * @param version the version to say so in
     */
    record Invalid(Failure failure, CniVersion version) implements ParsedRequest {}
}
