package meta.core.plugin;

/** Wraps a checked exception of a handler of effects, so that it passes through code that declares no checked exceptions. */
final class HandlerFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    HandlerFailure(Exception thrown) {
        super(thrown);
    }
}
