package meta.core.record;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import meta.core.cni.JsonReader;
import meta.core.cni.JsonValue.JsonObject;
import meta.core.cni.JsonWriter;
import meta.core.cni.ParsedJson;
import meta.netlink.unix.OwnPath;

/**
 * The records of attachments, one file for each. The folder (mode 0700) and its files (0600) belong to the user of this process.
 *
 * <p>A file is replaced by renaming, so that a reader always finds a complete record. The folder is in {@code /run}: records and network
 * namespaces vanish together when the node restarts.
 *
 * @param folder the folder; it and its parent are created by the first record
 */
public record AttachmentRecords(Path folder) {
    static final String VARIABLE = "META_PLUGINS_ATTACHMENTS";
    private static final String DEFAULT = "/run/meta-plugins/attachments";
    private static final String TEMPORARY = ".tmp";
    private static final FileAttribute<?> FOLDER_MODE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final FileAttribute<?> FILE_MODE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    /**
     * Records that were found.
     *
     * @param records the records, in the order of their keys
     * @param problems a line for each file that is not a record, with its path and the reason
     */
    public record Listing(List<AttachmentRecord> records, List<String> problems) {
        public Listing {
            records = List.copyOf(records);
            problems = List.copyOf(problems);
        }
    }

    /** {@return the records in the folder that the environment names; if it names none, those in the default folder} */
    public static AttachmentRecords in(Map<String, String> environment) {
        String named = environment.getOrDefault(VARIABLE, "");
        return new AttachmentRecords(Path.of(named.isEmpty() ? DEFAULT : named));
    }

    /** {@return all records; none if there is no folder} */
    public Listing list() {
        List<AttachmentRecord> records = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
            new OwnPath(folder).require();
            all.forEach(files::add);
        } catch (NoSuchFileException e) {
            return new Listing(records, problems);
        } catch (IOException e) {
            problems.add(String.valueOf(e.getMessage()));
        }
        files.sort(null);
        for (Path file : files) {
            if (isRecord(file)) {
                add(file, records, problems);
            }
        }
        return new Listing(records, problems);
    }

    /** {@return whether a file of the folder has the name of a record; a file with another name is a record that is being written} */
    public static boolean isRecord(Path file) {
        return !file.toString().endsWith(TEMPORARY);
    }

    private static void add(Path file, List<AttachmentRecord> records, List<String> problems) {
        switch (file(file)) {
            case RecordFile.Found(AttachmentRecord record) -> records.add(record);
            case RecordFile.Missing _ -> {} // the attachment has been removed since the folder was read
            case RecordFile.Unreadable(String text) -> problems.add(text);
        }
    }

    /** The content of a file of the folder. */
    public sealed interface RecordFile {
        /** The file is the record of the attachment that its name gives. */
        record Found(AttachmentRecord record) implements RecordFile {}

        /** There is no such file. */
        record Missing() implements RecordFile {}

        /** The file is not a record. {@code text} is a line with its path and the reason. */
        record Unreadable(String text) implements RecordFile {}
    }

    /** {@return the record with this key, or the reason why there is none} */
    public RecordFile read(String key) {
        try {
            new OwnPath(folder).require();
        } catch (NoSuchFileException e) {
            return new RecordFile.Missing();
        } catch (IOException e) {
            return new RecordFile.Unreadable(String.valueOf(e.getMessage()));
        }
        return file(folder.resolve(key));
    }

    private static RecordFile file(Path file) {
        try {
            AttachmentRecord record = read(file);
            return record.key().equals(String.valueOf(file.getFileName()))
                    ? new RecordFile.Found(record)
                    : new RecordFile.Unreadable(
                            file + ": is not the record of the attachment that its name gives; it is ignored");
        } catch (NoSuchFileException e) {
            return new RecordFile.Missing();
        } catch (IOException | UnreadableRecordException e) {
            return new RecordFile.Unreadable(
                    file + ": is not the record of an attachment and is ignored: " + e.getMessage());
        }
    }

    /** {@return the record with this key; empty if there is none, or it cannot be read} */
    public Optional<AttachmentRecord> find(String key) {
        return read(key) instanceof RecordFile.Found(AttachmentRecord record) ? Optional.of(record) : Optional.empty();
    }

    private static AttachmentRecord read(Path file) throws IOException, UnreadableRecordException {
        byte[] bytes;
        try (SeekableByteChannel in =
                Files.newByteChannel(file, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS))) {
            ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(in.size(), JsonReader.MAX_BYTES + 1));
            while (buffer.hasRemaining() && in.read(buffer) >= 0) {
                // a short read continues
            }
            bytes = buffer.array();
        }
        return switch (JsonReader.read(bytes)) {
            case ParsedJson.Valid(JsonObject json) -> RecordJson.read(json);
            case ParsedJson _ -> throw new UnreadableRecordException("it is not a JSON object");
        };
    }

    /**
     * Writes a record, in place of the one with the same key.
     *
     * <p>The lock of the pod prevents two calls for one attachment from writing its record at the same time.
     *
     * @throws IOException if the folder or the file cannot be written, or the record is larger than can be read
     */
    public void write(AttachmentRecord record) throws IOException {
        byte[] bytes = JsonWriter.compact(RecordJson.of(record)).getBytes(StandardCharsets.UTF_8);
        if (bytes.length > JsonReader.MAX_BYTES) {
            throw new IOException(
                    "the record has " + bytes.length + " bytes, and at most " + JsonReader.MAX_BYTES + " can be read");
        }
        Path file = folder.resolve(record.key());
        Path temporary = folder.resolve(record.key() + TEMPORARY);
        try (SeekableByteChannel out = create(temporary)) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                out.write(buffer);
            }
        }
        new OwnPath(folder).require();
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private SeekableByteChannel create(Path file) throws IOException {
        Files.deleteIfExists(file); // of a call that was killed
        try {
            return open(file);
        } catch (NoSuchFileException e) {
            Files.createDirectories(folder, FOLDER_MODE);
            return open(file);
        }
    }

    private static SeekableByteChannel open(Path file) throws IOException {
        return Files.newByteChannel(file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), FILE_MODE);
    }

    /**
     * Removes the record with this key, if there is one.
     *
     * @throws IOException if it cannot be removed
     */
    public void remove(String key) throws IOException {
        Files.deleteIfExists(folder.resolve(key));
    }
}
