package meta.core.plugin;

/**
 * Something that was found and cannot be used: a step, a plugin type, a jar, a folder, a module, or the image itself.
 *
 * @param name the name of the step or plugin type; empty if the whole jar, folder, module or image cannot be used, so that the names of its steps and
 *     types are unknown
 * @param origin the path of the jar or folder, or a text such as {@code module acme.steps of the image} or {@code the image}
 * @param reason why it cannot be used, for example because the code of the jar is still being loaded
 */
public record UnusableCode(String name, String origin, String reason) {
    /** {@return the origin and the reason on one line, separated by a colon} */
    @Override
    public String toString() {
        return origin + ": " + reason;
    }
}
