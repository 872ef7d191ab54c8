package meta.core.plugin;

/**
 * Something that was found and cannot be used: a step, plugin type, jar, folder or module, or the image if its code fails.
 *
 * @param name the name of the step or plugin type; empty if the steps and types of a jar, folder or module are unknown
 */
public record UnusableItem(String name, String origin, String reason) {
    /** {@return origin and reason on one line} */
    @Override
    public String toString() {
        return origin + ": " + reason;
    }
}
