package meta.launcher.agent;

/** Thrown if a client has sent bytes that are not a request. The message names the place, the value found and the expected values. */
final class MalformedRequestException extends Exception {
    private static final long serialVersionUID = 1L;

    MalformedRequestException(String message) {
        super(message);
    }
}
