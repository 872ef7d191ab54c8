package meta.core.record;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
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
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import meta.core.cni.JsonReadResult;
import meta.core.cni.JsonReader;
import meta.core.cni.JsonValue.JsonObject;
import meta.core.cni.JsonWriter;
import meta.netlink.KernelText;
import meta.netlink.unix.IoErrorText;
import meta.netlink.unix.TrustedPath;

/**
 * Stores attachment records in a folder, one file for each record. Several nodes on one kernel can share the folder ({@link
 * AttachmentRecord#host}). If the folder fails the check of {@link TrustedPath}, no record is read or replaced.
 *
 * <p>The first line of a file is a JSON object. Each further line is the identity of a host object of a third-party step
 * ({@link HostObjectLine}), because a JSON document may not have so many values. A file is replaced by renaming, so that a reader finds a
 * complete record.
 *
 * @param folder the folder; {@link #write} creates it if it is missing
 */
public record AttachmentRecords(Path folder) {
    static final String VARIABLE = "META_PLUGINS_ATTACHMENTS";
    private static final String DEFAULT = "/run/meta-plugins/attachments";
    private static final String TEMPORARY = ".tmp";

    /** The maximum size of a file in bytes. */
    private static final int MAX_BYTES = 16 << 20;

    private static final FileAttribute<?> FOLDER_MODE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final FileAttribute<?> FILE_MODE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    /**
     * The result of reading all records.
     *
     * @param records the readable records, in the order of their keys
     * @param problems a text with path and reason for each unreadable file, or for the unreadable folder
     */
    public record Listing(List<AttachmentRecord> records, List<String> problems) {
        public Listing {
            records = List.copyOf(records);
            problems = List.copyOf(problems);
        }
    }

    /** {@return the records in the folder that the variable {@value #VARIABLE} names; by default, in {@value #DEFAULT}} */
    public static AttachmentRecords in(Map<String, String> environment) {
        String named = environment.getOrDefault(VARIABLE, "");
        return new AttachmentRecords(Path.of(named.isEmpty() ? DEFAULT : named));
    }

    /**
     * {@return the records in the folder, also those of other nodes} A missing folder has no records and no problems. An error of reading
     * is a problem of the listing, not an exception.
     */
    public Listing list() {
        List<AttachmentRecord> records = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        List<Path> files = new ArrayList<>();
        try {
            files.addAll(files());
        } catch (NoSuchFileException e) {
            return new Listing(records, problems);
        } catch (IOException e) {
            problems.add(new IoErrorText(e).line());
        }
        files.sort(null);
        for (Path file : files) {
            if (isRecord(file)) {
                add(file, records, problems);
            }
        }
        return new Listing(records, problems);
    }

    private List<Path> files() throws IOException {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
            new TrustedPath(folder).require();
            all.forEach(files::add);
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return files;
    }

    /** {@return whether {@link #list} reads the file; false if it has the suffix of the temporary files of {@link #write}} */
    public static boolean isRecord(Path file) {
        return !file.toString().endsWith(TEMPORARY);
    }

    private static void add(Path file, List<AttachmentRecord> records, List<String> problems) {
        switch (file(file)) {
            case RecordFile.Found(AttachmentRecord record) -> records.add(record);
            case RecordFile.Missing _ -> {} // the record was removed after the folder was listed
            case RecordFile.Unreadable(String text) -> problems.add(text);
        }
    }

    /** The result of reading one record. */
    public sealed interface RecordFile {
        /** The file contains the record of the attachment that the name of the file gives. */
        record Found(AttachmentRecord record) implements RecordFile {}

        /** There is no such file, or no folder. */
        record Missing() implements RecordFile {}

        /**
         * The file is not the record that its name gives, the folder is not trusted, or one of them cannot be read.
         *
         * @param text the path and the reason
         */
        record Unreadable(String text) implements RecordFile {}
    }

    /** {@return the record with this key} An error of reading is a result, not an exception. */
    public RecordFile read(String key) {
        try {
            new TrustedPath(folder).require();
        } catch (NoSuchFileException e) {
            return new RecordFile.Missing();
        } catch (IOException e) {
            return new RecordFile.Unreadable(new IoErrorText(e).line());
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
                    file + ": is not the record of an attachment and is ignored: " + new IoErrorText(e).reason());
        }
    }

    /** {@return the record with this key; empty if there is no such record, or it cannot be read} */
    public Optional<AttachmentRecord> find(String key) {
        return read(key) instanceof RecordFile.Found(AttachmentRecord record) ? Optional.of(record) : Optional.empty();
    }

    private static AttachmentRecord read(Path file) throws IOException, UnreadableRecordException {
        byte[] bytes;
        try (SeekableByteChannel in =
                Files.newByteChannel(file, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS))) {
            ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(in.size(), MAX_BYTES + 1));
            while (buffer.hasRemaining() && in.read(buffer) >= 0) {
                // a read may return fewer bytes than remain
            }
            bytes = buffer.array();
        }
        if (bytes.length > MAX_BYTES) {
            throw new UnreadableRecordException("it is larger than " + MAX_BYTES + " bytes");
        }
        int end = endOfLine(bytes);
        String rest = KernelText.decode(Arrays.copyOfRange(bytes, end, bytes.length));
        return switch (JsonReader.read(Arrays.copyOf(bytes, end))) {
            case JsonReadResult.Valid(JsonObject json) ->
                RecordJson.read(json, HostObjectLine.list(rest.lines().toList()));
            case JsonReadResult _ -> throw new UnreadableRecordException("it is not a JSON object");
        };
    }

    private static int endOfLine(byte[] bytes) {
        int end = 0;
        while (end < bytes.length && bytes[end] != '\n') {
            end++;
        }
        return end;
    }

    /**
     * Writes a record, in place of a record with the same key. Creates a missing folder with mode 0700, and the file with mode 0600. Two
     * threads or processes must not write the record of one attachment at the same time.
     *
     * @throws IOException if the record cannot be written or has more bytes than can be read, or the folder fails the check of
     *     {@link TrustedPath}; an existing record then stays unchanged
     */
    public void write(AttachmentRecord record) throws IOException {
        byte[] json = JsonWriter.compact(RecordJson.of(record)).getBytes(StandardCharsets.UTF_8);
        requireAtMost(JsonReader.MAX_BYTES, json.length);
        byte[] owned = KernelText.encode(lines(record));
        requireAtMost(MAX_BYTES, json.length + owned.length);
        byte[] bytes = Arrays.copyOf(json, json.length + owned.length);
        System.arraycopy(owned, 0, bytes, json.length, owned.length);
        Path file = folder.resolve(record.key());
        Path temporary = folder.resolve(record.key() + TEMPORARY);
        try (SeekableByteChannel out = create(temporary)) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                out.write(buffer);
            }
        }
        new TrustedPath(folder).require();
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static String lines(AttachmentRecord record) {
        StringBuilder lines = new StringBuilder();
        record.owned().forEach(object -> lines.append('\n').append(HostObjectLine.of(object)));
        return lines.toString();
    }

    private static void requireAtMost(int most, int bytes) throws IOException {
        if (bytes > most) {
            throw new IOException("the record has " + bytes + " bytes, and at most " + most + " can be read");
        }
    }

    private SeekableByteChannel create(Path file) throws IOException {
        Files.deleteIfExists(file); // a call that was killed may have left this file
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
     * @throws IOException if the file cannot be removed
     */
    public void remove(String key) throws IOException {
        Files.deleteIfExists(folder.resolve(key));
    }
}
