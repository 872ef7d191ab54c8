package meta.launcher.conflist;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import meta.launcher.runtime.NodeRoot;

/**
 * Reads, writes and deletes the records of {@code metactl conflist add --keep}. Each record is a file in the folder {@value #FOLDER} of the
 * node, and describes a {@link RestoredEntry}.
 */
public record RestoredEntryRecords(NodeRoot root) {
    static final String FOLDER = "/var/lib/meta-plugins/conflist";

    private static final String ENDING = ".json";

    /** {@return the path of the folder in this process} */
    Path folder() throws IOException {
        return root.locate(FOLDER);
    }

    /**
     * {@return the recorded plugins, sorted by the names of the record files} A file that is not a valid record is left out.
     *
     * @throws IOException if the folder or a file in it cannot be read
     */
    public List<RestoredEntry> all() throws IOException {
        Path folder = folder();
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        List<RestoredEntry> entries = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                if (file.toString().endsWith(ENDING)) {
                    read(file, entries);
                }
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return entries;
    }

    private static void read(Path file, List<RestoredEntry> entries) throws IOException {
        try {
            entries.add(RestoredEntry.of(Files.readAllBytes(file)));
        } catch (ConflistException | NoSuchFileException e) {
            // the file is not a record, or was deleted since the folder was listed
        }
    }

    /**
     * Creates or replaces the record of a plugin in a list.
     *
     * @throws IOException if the folder or the record cannot be written
     */
    public void write(RestoredEntry entry) throws IOException {
        Path folder = Files.createDirectories(folder());
        Path temporary = folder.resolve("." + entry.recordName() + ".tmp");
        try {
            Files.writeString(temporary, entry.text());
            try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            Files.move(temporary, folder.resolve(entry.recordName()), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /**
     * Deletes the record of a plugin. If there was one, also tries to delete the folder of the records, and then the folder above it; a
     * folder that is not empty stays.
     *
     * @return whether there was a record
     * @throws IOException if the record cannot be deleted
     */
    public boolean delete(RestoredEntry entry) throws IOException {
        Path folder = folder();
        if (!Files.deleteIfExists(folder.resolve(entry.recordName()))) {
            return false;
        }
        try {
            Files.deleteIfExists(folder);
            Files.deleteIfExists(folder.resolveSibling(""));
        } catch (FileSystemException e) {
            // the folder has other files, or is a mount point
        }
        return true;
    }

    /**
     * Deletes the record of the plugin of this type in a list, as {@link #delete(RestoredEntry)} does.
     *
     * @param file the absolute path of the configuration list on the node
     * @return whether there was a record
     * @throws IOException if the record cannot be deleted
     */
    public boolean delete(String file, String type) throws IOException {
        return delete(new RestoredEntry(file, ChainEntry.of(type, "")));
    }
}
