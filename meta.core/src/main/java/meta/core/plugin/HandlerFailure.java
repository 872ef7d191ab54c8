package meta.core.plugin;

/** Wraps a checked exception of a handler of effects. */
final class HandlerFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    HandlerFailure(Exception thrown) {
        super(thrown);
    }
}
