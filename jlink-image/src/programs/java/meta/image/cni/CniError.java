package meta.image.cni;

/**
 * The error object of the CNI spec.
 *
 * @param details empty if the object has no {@code details}
 */
public record CniError(String cniVersion, int code, String msg, String details) {
    /** {@return the message and the details on separate lines} */
    public String text() {
        return msg + "\n" + details;
    }
}
