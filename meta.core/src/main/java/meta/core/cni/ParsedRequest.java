package meta.core.cni;

/** The result of reading a request. */
public sealed interface ParsedRequest {

    /** The request. If its {@link RequestConfig} has problems, only a DEL may continue. */
    record Valid(CniRequest request) implements ParsedRequest {}

    /**
     * The request is invalid.
     *
     * @param version the version of the answer
     */
    record Invalid(Failure failure, CniVersion version) implements ParsedRequest {}
}
