package meta.core.plugin;

/** Thrown by {@link Catalog#pipeline} if the pipeline of a plugin type cannot be built. */
public final class BrokenPipelineException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BrokenPipelineException(String message) {
        super(message);
    }
}
