package meta.core.keep;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import meta.core.record.AttachmentRecord;
import meta.netlink.unix.TrustedPath;

/**
 * Remembers, from one command to the next, since when attachments have been orphans. A note is an empty file, whose name is the key of the
 * attachment's record. Its modification time is the time of the note.
 *
 * @param folder the folder of the notes; if it is missing, {@link #write} creates it with mode 0700
 */
record OrphanTimestamps(Path folder) {

    /**
     * {@return the time of the note about an attachment; empty if there is no note, the note is older than the ADD or cannot be read, or
     * the folder is not a {@link TrustedPath}}
     */
    Optional<Instant> time(AttachmentRecord record) {
        try {
            new TrustedPath(folder).require();
            Instant noted = Files.getLastModifiedTime(folder.resolve(record.key()), LinkOption.NOFOLLOW_LINKS)
                    .toInstant();
            return noted.isBefore(record.time()) ? Optional.empty() : Optional.of(noted);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /**
     * Writes a note about an attachment, or replaces its time.
     *
     * @param now the time of the note
     * @throws IOException if the note cannot be written, or the folder is not a {@link TrustedPath}
     */
    void write(AttachmentRecord record, Instant now) throws IOException {
        Files.createDirectories(
                folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        new TrustedPath(folder).require();
        Path file = folder.resolve(record.key());
        try {
            Files.createFile(file);
        } catch (FileAlreadyExistsException e) {
            // the existing note gets the new time, because it can be about an earlier attachment with the same key
        }
        Files.setLastModifiedTime(file, FileTime.from(now));
    }

    /**
     * Removes all notes except those about the attachments with these keys.
     *
     * @throws IOException if a note cannot be removed, or the folder cannot be read or is not a {@link TrustedPath}
     */
    void retain(Set<String> keys) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            new TrustedPath(folder).require();
            for (Path file : files) {
                if (!keys.contains(String.valueOf(file.getFileName()))) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (NoSuchFileException e) {
            return; // nothing is noted
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }
}
