package meta.spi;

/**
 * A version of this API, which is independent of the release. A jar that was built for one version runs on each later version with the same major
 * number.
 *
 * <p>The manifest of a jar names the version that the jar was built for, such as {@code Meta-Plugins-Api: 1.0}. An image loads only jars that run on
 * {@link #CURRENT}.
 *
 * @param major increased by each change that can break existing jars
 * @param minor increased by each addition
 */
public record ApiVersion(int major, int minor) {
    /** The version that this class is part of. */
    public static final ApiVersion CURRENT = new ApiVersion(1, 0);

    /** The manifest attribute with the version that a jar was built for. */
    public static final String MANIFEST_ATTRIBUTE = "Meta-Plugins-Api";

    /**
     * Parses {@code MAJOR.MINOR}.
     *
     * @throws IllegalArgumentException if the text has another form
     */
    public static ApiVersion parse(String text) {
        int dot = text.indexOf('.');
        try {
            return new ApiVersion(
                    Integer.parseUnsignedInt(text, 0, Math.max(dot, 0), 10),
                    Integer.parseUnsignedInt(text, dot + 1, text.length(), 10));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("\"" + text + "\" is not a version of the API such as " + CURRENT, e);
        }
    }

    /** {@return whether a jar that was built for the other version runs on this version} */
    public boolean runs(ApiVersion other) {
        return major == other.major && minor >= other.minor;
    }

    @Override
    public String toString() {
        return major + "." + minor;
    }
}
