package meta.core.plugin;

/**
 * A step, plugin type, jar, folder or module that was found and cannot be used; or the image, if its code fails.
 *
 * @param name the name of the step or plugin type; empty if the steps and types of a jar, folder or module are unknown
 * @param origin the path of the jar or folder, the module of a custom image, or the image
 */
public record Unusable(String name, String origin, String reason) {
    /** {@return origin and reason on one line} */
    @Override
    public String toString() {
        return origin + ": " + reason;
    }
}
