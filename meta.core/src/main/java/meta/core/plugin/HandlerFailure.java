package meta.core.plugin;

/** Wraps a checked exception that a handler of effects has thrown, so that a {@code Supplier} can throw it. */
final class HandlerFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    HandlerFailure(Exception thrown) {
        super(thrown);
    }
}
