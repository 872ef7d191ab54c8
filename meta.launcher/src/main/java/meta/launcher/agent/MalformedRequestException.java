package meta.launcher.agent;

/** A client has sent bytes that are not a request. The message names the place, the value found and what is expected. */
final class MalformedRequestException extends Exception {
    private static final long serialVersionUID = 1L;

    MalformedRequestException(String message) {
        super(message);
    }
}
