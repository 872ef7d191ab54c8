package meta.launcher.agent;

/** Thrown if a client has sent bytes that are not a request, or a call without an open file of the client's network namespace. */
final class MalformedRequestException extends Exception {
    private static final long serialVersionUID = 1L;

    MalformedRequestException(String message) {
        super(message);
    }
}
