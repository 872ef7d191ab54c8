package meta.image.cni;

/** The error object of the CNI spec. */
public record CniError(String cniVersion, int code, String msg, String details) {
    public String text() {
        return msg + "\n" + details;
    }
}
