package meta.launcher.jars;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
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
 * Remembers, in files, the entries of step folders whose code did not end in time, ran out of memory or called {@code System.exit}. An
 * entry may be loaded again after {@value #MINUTES} minutes, because the node may have been busy, or when the entry has changed.
 *
 * @param folder the folder of the files. It need not exist. A file is ignored if it or the folder belongs to another user, or if users
 *     other than the owner may write to it or to the folder
 */
public record RecentLoadFailures(Path folder) {
    private static final int MINUTES = 5;
    /** The time after which an entry may be loaded again. */
    public static final Duration VALID = Duration.ofMinutes(MINUTES);

    private static final Path OF_NODE = Path.of("/run/meta-plugins/slow-steps");

    /** {@return the failures that processes of this node share} */
    public static RecentLoadFailures ofNode() {
        return new RecentLoadFailures(OF_NODE);
    }

    /**
     * {@return why an entry must not be loaded now; empty if it may be loaded}
     *
     * @param state the entry's {@link StepFolders#stateOf}
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

    /**
     * Records that an entry must not be loaded for the next {@value #MINUTES} minutes. Also deletes outdated files. If this fails, standard
     * error receives a line.
     *
     * @param state the entry's {@link StepFolders#stateOf}
     * @param reason why the entry failed to load
     */
    void remember(String state, String reason) {
        try {
            if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
                Files.createDirectories(
                        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            }
            deleteOutdated();
            Path part = Files.createTempFile(folder, "part", "");
            try {
                Files.writeString(part, state + reason, StandardCharsets.UTF_8, StandardOpenOption.TRUNCATE_EXISTING);
                Files.move(part, file(state), StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (IOException e) {
            System.err.println("cannot record a jar that failed to load: " + e);
        }
    }

    /** Deletes the files that are older than {@link #VALID}, also those that are incomplete. */
    private void deleteOutdated() throws IOException {
        new TrustedPath(folder).require();
        long oldest = System.currentTimeMillis() - VALID.toMillis();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                if (file.toFile().isFile() && file.toFile().lastModified() < oldest) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }

    private Path file(String state) {
        return folder.resolve(Integer.toHexString(state.hashCode()));
    }
}
