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

/** The records of restored entries ({@code metactl conflist add --keep}), each a file in {@value #FOLDER} of the node. */
public record RestoredEntryRecords(NodeRoot root) {
    static final String FOLDER = "/var/lib/meta-plugins/conflist";

    private static final String ENDING = ".json";

    Path folder() throws IOException {
        return root.locate(FOLDER);
    }

    /** {@return the entries, sorted by the names of their records} Other files in the folder are ignored. */
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
            // it is not a record, or was deleted since the folder was listed
        }
    }

    /** Writes or replaces the record of an entry. */
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

    /** Deletes the record of an entry, if there is one, and then its folder and the folder above, if they are empty. */
    public void delete(RestoredEntry entry) throws IOException {
        Path folder = folder();
        if (Files.deleteIfExists(folder.resolve(entry.recordName()))) {
            try {
                Files.deleteIfExists(folder);
                Files.deleteIfExists(folder.resolveSibling(""));
            } catch (FileSystemException e) {
                // the folder has other files, or is a mount point
            }
        }
    }

    /**
     * Deletes the record of an entry, as {@link #delete(RestoredEntry)} does.
     *
     * @param file the absolute path of the configuration list on the node
     */
    public void delete(String file, String type) throws IOException {
        delete(new RestoredEntry(file, ChainEntry.of(type, "")));
    }
}
