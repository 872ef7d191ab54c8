package meta.core.cni;

/** The result of reading the request of a CNI call. */
public sealed interface RequestReadResult {

    /**
     * The request could be read. If its {@link RequestConfig} has problems, only a DEL may continue; every other call must fail with these
     * problems.
     */
    record Valid(CniRequest request) implements RequestReadResult {}

    /**
     * The request is invalid, or standard input could not be read.
     *
     * @param failure the reason, for the answer
     * @param version the version of the CNI spec for the answer
     */
    record Invalid(Failure failure, CniVersion version) implements RequestReadResult {}
}
