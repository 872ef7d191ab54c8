package meta.core.plugin;

/** Carries what a handler of effects has thrown through code that throws no checked exception. */
final class HandlerFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    HandlerFailure(Exception thrown) {
        super(thrown);
    }
}
