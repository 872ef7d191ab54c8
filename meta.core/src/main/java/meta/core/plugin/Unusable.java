package meta.core.plugin;

/**
 * What was found beside the image and cannot be used.
 *
 * @param name the step or plugin type; empty where a jar cannot be read and so nobody knows what is in it
 * @param origin the jar or folder
 * @param reason what is wrong with it
 */
public record Unusable(String name, String origin, String reason) {
    /** {@return all of it in one line} */
    @Override
    public String toString() {
        return origin + ": " + reason;
    }
}
