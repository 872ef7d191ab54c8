package meta.launcher.agent;

/** The agent has no memory left for a request: its call is made without an agent. */
final class NoRoomException extends Exception {
    private static final long serialVersionUID = 1L;

    NoRoomException() {
        super("all requests together are too large", null, false, false);
    }
}
