package meta.spi;

/**
 * A version of this API. What was built for one runs on every later one of the same major number.
 *
 * <p>A jar says in its manifest what it was built for, as {@code Meta-Plugins-Api: 1.0}. The image does not load one that needs another.
 * This number is not the version of a release: releases that leave the API alone keep it.
 *
 * @param major another one for every change that what was built before may not survive
 * @param minor another one for every addition
 */
public record ApiVersion(int major, int minor) {
    /** The version of the API that this class is part of. */
    public static final ApiVersion CURRENT = new ApiVersion(1, 0);

    /** What a jar calls its version in its manifest. */
    public static final String MANIFEST_ATTRIBUTE = "Meta-Plugins-Api";

    /**
     * Reads {@code MAJOR.MINOR}.
     *
     * @throws IllegalArgumentException where the text is anything else
     */
    public static ApiVersion parse(String text) {
        int dot = text.indexOf('.');
        try {
            return new ApiVersion(
                    Integer.parseUnsignedInt(text, 0, Math.max(dot, 0), 10),
                    Integer.parseUnsignedInt(text, dot + 1, text.length(), 10));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("\"" + text + "\" is no version of the API such as " + CURRENT, e);
        }
    }

    /** {@return whether what was built for the other version runs on this one} */
    public boolean runs(ApiVersion other) {
        return major == other.major && minor >= other.minor;
    }

    @Override
    public String toString() {
        return major + "." + minor;
    }
}
