package meta.launcher.agent;

/** The agent has no memory left for a request: its call is made without an agent. */
final class MemoryBudgetException extends Exception {
    private static final long serialVersionUID = 1L;

    MemoryBudgetException() {
        super("all requests together are too large", null, false, false);
    }
}
