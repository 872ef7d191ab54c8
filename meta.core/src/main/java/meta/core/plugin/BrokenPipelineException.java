package meta.core.plugin;

/** The steps that were found do not make the pipeline of a type; the message says which and why. */
public final class BrokenPipelineException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BrokenPipelineException(String message) {
        super(message);
    }
}
