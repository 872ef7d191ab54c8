package meta.core.plugin;

/** A step that a plugin type lists is missing or declared more than once. The message names the step and the cause. */
public final class BrokenPipelineException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BrokenPipelineException(String message) {
        super(message);
    }
}
