package meta.core.plugin;

/** An unchecked wrapper for a checked exception of an effect handler: a {@code Supplier} cannot throw checked exceptions. */
final class HandlerFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    HandlerFailure(Exception thrown) {
        super(thrown);
    }
}
