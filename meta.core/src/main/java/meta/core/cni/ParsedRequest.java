package meta.core.cni;

/** The result of {@link RequestReader#read} and {@link RequestReader#readAdd}. */
public sealed interface ParsedRequest {

    /** The request was read. Its {@link RequestConfig} may contain problems: a DEL continues in spite of them, and any other call fails. */
    record Valid(CniRequest request) implements ParsedRequest {}

    /**
     * The request is invalid.
     *
     * @param failure the reason
     * @param version the version of the answer
     */
    record Invalid(Failure failure, CniVersion version) implements ParsedRequest {}
}
