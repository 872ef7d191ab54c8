package meta.image.packaging;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * The version, architecture and time of packages.
 *
 * @param version the Maven version, such as {@code 0.1.0-SNAPSHOT}
 * @param time the modification time of the packaged files
 */
record Release(String version, Architecture architecture, Instant time) {
    private static final DateTimeFormatter DIGITS =
            DateTimeFormatter.ofPattern("uuuuMMddHHmmss").withZone(ZoneOffset.UTC);
    private static final String SNAPSHOT = "-SNAPSHOT";

    /**
     * {@return the release whose image is in a folder}
     *
     * <p>Its time is that of {@code lib/modules} in whole seconds, because the AOT cache is valid only if that file has this time.
     */
    static Release of(Path image, String version, Architecture architecture) throws IOException {
        Instant time = Files.getLastModifiedTime(image.resolve("lib/modules")).toInstant();
        return new Release(version, architecture, Instant.ofEpochSecond(time.getEpochSecond()));
    }

    /** {@return the beginning of the packages' file names, except that of the {@code .deb}} */
    String name() {
        return "meta-plugins-" + version + "-linux-" + architecture.text();
    }

    /** {@return the version as Debian compares it: a snapshot is older than its release and than a later snapshot} */
    String debianVersion() {
        return version.endsWith(SNAPSHOT)
                ? version.substring(0, version.length() - SNAPSHOT.length()) + "~" + DIGITS.format(time)
                : version;
    }
}
