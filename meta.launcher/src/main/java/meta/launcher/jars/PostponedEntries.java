package meta.launcher.jars;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import meta.netlink.unix.TrustedPath;

/**
 * The entries of step folders whose code did not end in time, ran out of memory or called {@code System.exit} when it was loaded. The node may have
 * been too busy, so an entry is loaded again after {@value #MINUTES} minutes, or when it has changed.
 *
 * @param folder need not exist. Its files count only if the file and the folder belong to the user of this process, and no other user can write them
 */
public record PostponedEntries(Path folder) {
    private static final int MINUTES = 5;
    public static final Duration VALID = Duration.ofMinutes(MINUTES);

    private static final Path OF_NODE = Path.of("/run/meta-plugins/slow-steps");

    public static PostponedEntries ofNode() {
        return new PostponedEntries(OF_NODE);
    }

    /**
     * {@return why an entry must not be loaded now; empty if it may be loaded}
     *
     * @param state as {@link StepFolders#stateOf} returns it
     */
    Optional<String> reason(String state) {
        File file = file(state).toFile();
        if (!file.exists()) { // java.nio.file would take longer
            return Optional.empty();
        }
        try {
            long age = System.currentTimeMillis() - file.lastModified();
            String content = Files.readString(file.toPath());
            new TrustedPath(folder).require();
            new TrustedPath(file.toPath()).require();
            if (age < 0 || age > VALID.toMillis() || !content.startsWith(state)) {
                return Optional.empty();
            }
            return Optional.of(content.substring(state.length()) + "; the next attempt is in "
                    + (VALID.toMillis() - age) / 1000 + " s, or when the jar has changed");
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Records that an entry must not be loaded now. If that fails, a line on standard error reports it. */
    void remember(String state, String reason) {
        try {
            if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
                Files.createDirectories(
                        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            }
            Path part = Files.createTempFile(folder, "part", "");
            try {
                Files.writeString(part, state + reason, StandardCharsets.UTF_8, StandardOpenOption.TRUNCATE_EXISTING);
                Files.move(part, file(state), StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (IOException e) {
            System.err.println("cannot remember a slow jar: " + e);
        }
    }

    private Path file(String state) {
        return folder.resolve(Integer.toHexString(state.hashCode()));
    }
}
