package meta.core.plugin;

/**
 * Thrown if the pipeline of a plugin type cannot be built: a step that the type lists is missing or declared more than once, or a third party's type
 * declares an option with a key of the CNI protocol, or with a key of every type but another value type. The message contains the step or option, and
 * the cause.
 */
public final class BrokenPipelineException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BrokenPipelineException(String message) {
        super(message);
    }
}
