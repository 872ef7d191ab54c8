package meta.launcher.agent;

/** What a client has sent is no request. The text says at which byte, what is there, and what is expected. */
final class MalformedRequestException extends Exception {
    private static final long serialVersionUID = 1L;

    MalformedRequestException(String message) {
        super(message);
    }
}
