package meta.core.plugin;

/**
 * Something that was found and cannot be used: a step, a plugin type, a jar, a folder, a module, or the image itself.
 *
 * @param name the name of the step or plugin type; empty if the whole jar, folder, module or image cannot be used, or if a step or type has
 *     declared an empty name
 * @param origin the path of the jar or folder, or a text such as {@code module acme.steps of the image} or {@code the image}
 * @param reason why it cannot be used, for example because the code of the jar is still being loaded
 */
public record UnusableCode(String name, String origin, String reason) {
    /** {@return the origin and the reason, separated by a colon; the reason can contain line feeds} */
    @Override
    public String toString() {
        return origin + ": " + reason;
    }
}
