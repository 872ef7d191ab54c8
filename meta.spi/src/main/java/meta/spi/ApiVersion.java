package meta.spi;

/**
 * A version of this API, independent of the release of the plugins. A jar that was built for one version also works with each later version
 * that has the same major number. The plugins load a jar with steps or plugin types only if the version in its manifest
 * ({@link #MANIFEST_ATTRIBUTE}) works with {@link #CURRENT}.
 *
 * @param major increased by each change of the API that can break existing jars
 * @param minor increased by each addition to the API
 */
public record ApiVersion(int major, int minor) {
    /** The version of the API that contains this class. */
    public static final ApiVersion CURRENT = new ApiVersion(1, 0);

    /** The name of the manifest attribute with the version that a jar was built for, as in {@code Meta-Plugins-Api: 1.0}. */
    public static final String MANIFEST_ATTRIBUTE = "Meta-Plugins-Api";

    /**
     * {@return the version in a text such as {@code 1.0}}
     *
     * @throws IllegalArgumentException if the text is not two decimal numbers with a dot between them, or a number is larger than 2^31-1
     */
    public static ApiVersion parse(String text) {
        int dot = text.indexOf('.');
        try {
            int major = Integer.parseUnsignedInt(text, 0, Math.max(dot, 0), 10);
            int minor = Integer.parseUnsignedInt(text, dot + 1, text.length(), 10);
            if (major < 0 || minor < 0) {
                throw new NumberFormatException(text);
            }
            return new ApiVersion(major, minor);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("\"" + text + "\" is not a version of the API such as " + CURRENT, e);
        }
    }

    /** {@return whether a jar that was built for {@code other} works with this version} */
    public boolean runs(ApiVersion other) {
        return major == other.major && minor >= other.minor;
    }

    @Override
    public String toString() {
        return major + "." + minor;
    }
}
