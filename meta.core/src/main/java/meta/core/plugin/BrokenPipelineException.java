package meta.core.plugin;

/**
 * Thrown if the pipeline of a plugin type cannot be built: a step that the type lists is missing or declared more than once, or an option of a third
 * party's type has a key that every type has. The message contains the step or option, and the cause.
 */
public final class BrokenPipelineException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BrokenPipelineException(String message) {
        super(message);
    }
}
