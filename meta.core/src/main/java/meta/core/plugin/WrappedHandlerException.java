package meta.core.plugin;

/** Wraps a checked exception of an effect handler, because a {@code Supplier} cannot throw checked exceptions. */
final class WrappedHandlerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    WrappedHandlerException(Exception thrown) {
        super(thrown);
    }
}
