package meta.core.plugin;

/** Wraps a checked exception of an effect handler, because a {@code Supplier} cannot throw checked exceptions. */
final class HandlerFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    HandlerFailure(Exception thrown) {
        super(thrown);
    }
}
