package meta.core.plugin;

/** Thrown if the pipeline of a plugin type cannot be built, see {@link Catalog#pipeline}. */
public final class BrokenPipelineException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BrokenPipelineException(String message) {
        super(message);
    }
}
