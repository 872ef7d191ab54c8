package meta.core.plugin;

/**
 * A step, plugin type, jar, folder, module or image that was found and cannot be used.
 *
 * @param name the name of the step or plugin type; empty if a whole jar, folder, module or image cannot be used
 * @param origin the path of the jar or folder, or a text such as {@code module acme.steps of the image} or {@code the image}
 * @param reason why it cannot be used; several lines are joined by semicolons
 */
public record UnusableStepOrJar(String name, String origin, String reason) {
    public UnusableStepOrJar {
        reason = String.join("; ", reason.lines().map(String::strip).toList());
    }

    /** {@return the origin and the reason, separated by a colon} */
    @Override
    public String toString() {
        return origin + ": " + reason;
    }
}
