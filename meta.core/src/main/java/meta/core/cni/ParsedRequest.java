package meta.core.cni;

/** The result of {@link RequestReader#read}. */
public sealed interface ParsedRequest {

    /** The request is valid. */
    record Valid(CniRequest request) implements ParsedRequest {}

    /**
     * The request is invalid.
     *
     * @param failure the reason
     * @param version the version of the answer
     */
    record Invalid(Failure failure, CniVersion version) implements ParsedRequest {}
}
