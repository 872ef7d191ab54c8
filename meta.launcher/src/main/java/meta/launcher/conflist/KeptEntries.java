package meta.launcher.conflist;

import java.io.IOException;
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
 * The records of the entries that the agent keeps in their files.
 *
 * @param root the file system of the node
 */
public record KeptEntries(NodeRoot root) {
    static final String FOLDER = "/var/lib/meta-plugins/conflist";

    private static final String ENDING = ".json";

    Path folder() throws IOException {
        return root.locate(FOLDER);
    }

    /** {@return the entries, sorted by file; a file in the folder that is not a record is ignored} */
    public List<KeptEntry> all() throws IOException {
        Path folder = folder();
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        List<KeptEntry> entries = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                if (file.toString().endsWith(ENDING)) {
                    read(file, entries);
                }
            }
        }
        return entries;
    }

    private static void read(Path file, List<KeptEntry> entries) throws IOException {
        try {
            entries.add(KeptEntry.of(Files.readAllBytes(file)));
        } catch (ConflistException | NoSuchFileException e) {
            // not a record of ours, or deleted since the folder was listed
        }
    }

    /** Records an entry. */
    public void keep(KeptEntry entry) throws IOException {
        Path folder = Files.createDirectories(folder());
        Path temporary = folder.resolve("." + entry.recordName() + ".tmp");
        Files.writeString(temporary, entry.text());
        try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Files.move(temporary, folder.resolve(entry.recordName()), StandardCopyOption.ATOMIC_MOVE);
    }

    /** Deletes the record of an entry, and with the last record the folders. */
    public void forget(KeptEntry entry) throws IOException {
        Path folder = folder();
        if (Files.deleteIfExists(folder.resolve(entry.recordName()))) {
            try {
                Files.deleteIfExists(folder);
                Files.deleteIfExists(folder.resolveSibling(""));
            } catch (FileSystemException e) {
                // it has other files, or is a mount point
            }
        }
    }

    /** Deletes the record of the entry of a type in a file. */
    public void forget(String file, String type) throws IOException {
        forget(new KeptEntry(file, Entry.of(type, "")));
    }
}
