package meta.core.keep;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import meta.core.record.AttachmentRecord;
import meta.core.record.AttachmentRecords;
import org.jspecify.annotations.Nullable;

/** Finds the changes of the attachment records of one node. Not thread-safe. */
final class FollowedRecords {
    /**
     * Milliseconds, more than the resolution of the kernel's file times (up to 10 ms). Two changes within this time can have the same file
     * time, so the files are then compared again.
     */
    private static final long TIME_STEPS = 50;

    /** The pause after a comparison of all files, as a multiple of its duration. */
    static final int PAUSE_FACTOR = 20;

    private final AttachmentRecords records;
    private final String host;
    private final LongSupplier nanoTime;
    private final Map<String, AttachmentRecord> known = new HashMap<>();
    private Map<String, Stamp> stamps = new HashMap<>();
    private @Nullable FileTime folderTime;
    private boolean isSettled;
    private @Nullable Long noLookBefore;

    /**
     * The state of a file.
     *
     * @param time the time of the last modification
     * @param file the device and inode; null if the file system reports none
     */
    private record Stamp(FileTime time, @Nullable Object file) {}

    /**
     * The changes that {@link #refresh} has found.
     *
     * @param written the new and rewritten records of this node, with their contents
     * @param hasRemoved whether a known record is no longer known
     * @param isFolderGone whether the folder of the records no longer exists, although records of this node were known
     * @param problems a text for each new or changed file that is not a readable record
     */
    record Changes(List<AttachmentRecord> written, boolean hasRemoved, boolean isFolderGone, List<String> problems) {
        static final Changes NONE = new Changes(List.of(), false, false, List.of());
    }

    /**
     * @param host the identity of the node's network namespace; records with another identity are ignored
     * @param nanoTime a clock that never goes back, in nanoseconds
     */
    FollowedRecords(AttachmentRecords records, String host, LongSupplier nanoTime) {
        this.records = records;
        this.host = host;
        this.nanoTime = nanoTime;
    }

    /**
     * {@return the changes since the last call of this method; at the first call, the records of this node} Soon after a comparison of the
     * files, the result may omit changes; a later result contains them. {@link #isSettled} is false until then.
     *
     * @throws IOException if the folder or the attributes of a file cannot be read. This object must not be used any more, because later
     *     calls may lack changes
     */
    Changes refresh() throws IOException {
        FileTime time = timeOfFolder();
        if (time == null) {
            boolean hadSome = !known.isEmpty();
            known.clear();
            stamps.clear();
            folderTime = null;
            isSettled = true;
            return new Changes(List.of(), hadSome, hadSome, List.of());
        }
        if (time.equals(folderTime) && isSettled) {
            return Changes.NONE;
        }
        long begin = nanoTime.getAsLong();
        if (noLookBefore != null && begin < noLookBefore) {
            isSettled = false;
            return Changes.NONE;
        }
        folderTime = time;
        isSettled = Math.abs(System.currentTimeMillis() - time.toMillis()) > TIME_STEPS;
        Changes changes = compare();
        long end = nanoTime.getAsLong();
        noLookBefore = end + PAUSE_FACTOR * (end - begin);
        return changes;
    }

    private @Nullable FileTime timeOfFolder() throws IOException {
        try {
            return Files.getLastModifiedTime(records.folder());
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    private Changes compare() throws IOException {
        Map<String, Stamp> now = new HashMap<>();
        List<AttachmentRecord> written = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        Set<String> before = Set.copyOf(known.keySet());
        try (DirectoryStream<Path> files = Files.newDirectoryStream(records.folder())) {
            for (Path file : files) {
                String key = String.valueOf(file.getFileName());
                Stamp stamp = AttachmentRecords.isRecord(file) ? stamp(file) : null;
                if (stamp == null) {
                    continue;
                }
                now.put(key, stamp);
                if (!stamp.equals(stamps.get(key))) {
                    read(key, written, problems);
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        known.keySet().retainAll(now.keySet());
        stamps = now;
        return new Changes(written, !known.keySet().containsAll(before), false, problems);
    }

    private static @Nullable Stamp stamp(Path file) throws IOException {
        try {
            Map<String, Object> attributes = Files.readAttributes(file, "lastModifiedTime,fileKey");
            return attributes.get("lastModifiedTime") instanceof FileTime time
                    ? new Stamp(time, attributes.get("fileKey"))
                    : null;
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    private void read(String key, List<AttachmentRecord> written, List<String> problems) {
        switch (records.read(key)) {
            case AttachmentRecords.RecordFile.Found(AttachmentRecord record) -> {
                if (record.host().equals(host)) {
                    known.put(key, record.withoutContents());
                    written.add(record);
                } else {
                    known.remove(key);
                }
            }
            case AttachmentRecords.RecordFile.Missing _ -> known.remove(key);
            case AttachmentRecords.RecordFile.Unreadable(String text) -> {
                known.remove(key);
                problems.add(text);
            }
        }
    }

    /** {@return false if the last {@link #refresh} may have omitted changes, and must be called again soon} */
    boolean isSettled() {
        return isSettled;
    }

    /** {@return a known record, read again with its contents; empty if it is unknown, or no longer a readable record of this node} */
    Optional<AttachmentRecord> current(String key) {
        if (known.containsKey(key)
                && records.read(key) instanceof AttachmentRecords.RecordFile.Found(AttachmentRecord record)
                && record.host().equals(host)) {
            known.put(key, record.withoutContents());
            return Optional.of(record);
        }
        return Optional.empty();
    }

    /** {@return a view of the keys of the known records} */
    Collection<String> keys() {
        return known.keySet();
    }

    /** {@return a view of the known records, {@linkplain AttachmentRecord#withoutContents without their contents}} */
    Collection<AttachmentRecord> all() {
        return known.values();
    }
}
