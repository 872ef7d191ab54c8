package meta.image.cluster;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Writes copies of the agent's client into which the prefix of an installation is filled in, as the installer does. */
public final class StampedClient {
    private static final String FIELD = "meta-plugins prefix=";
    private static final int FIELD_BYTES = 256;

    private StampedClient() {}

    /**
     * Copies the client of the image under test, with this prefix.
     *
     * @return {@code file}, which is executable
     * @throws IOException if the client cannot be read or the file cannot be written
     * @throws AssertionError if the client has no field for a prefix, or has two of them, or the prefix is too long
     */
    public static Path write(Path prefix, Path file) throws IOException {
        return write(Image.home().resolve("lib/meta/client"), prefix, file);
    }

    /**
     * Copies a client, with this prefix.
     *
     * @return {@code file}, which is executable
     * @throws IOException if the client cannot be read or the file cannot be written
     * @throws AssertionError if the client has no field for a prefix, or has two of them, or the prefix is too long
     */
    public static Path write(Path client, Path prefix, Path file) throws IOException {
        String program = new String(Files.readAllBytes(client), StandardCharsets.ISO_8859_1);
        int at = program.indexOf(FIELD);
        String field = FIELD + prefix;
        if (at < 0 || program.indexOf(FIELD, at + 1) >= 0 || field.length() >= FIELD_BYTES) {
            throw new AssertionError(
                    client + ": the field \"" + FIELD + "\" must occur once, with room for the prefix");
        }
        String padded = field + "\0".repeat(FIELD_BYTES - field.length());
        String stamped = program.substring(0, at) + padded + program.substring(at + FIELD_BYTES);
        Files.write(file, stamped.getBytes(StandardCharsets.ISO_8859_1));
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
