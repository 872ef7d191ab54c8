package meta.core.keep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.concurrent.atomic.AtomicLong;
import meta.core.cni.JsonValue;
import meta.core.cni.JsonValue.JsonObject;
import meta.core.cni.JsonValue.JsonString;
import meta.core.record.AttachmentRecord;
import meta.core.record.AttachmentRecord.Progress;
import meta.core.record.AttachmentRecords;
import meta.netlink.testbed.UnreadableFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each new, changed or removed record of the node is reported once. */
class FollowedRecordsTest {
    private static final String HOST = "4-1";

    @TempDir
    private Path folder;

    /**
     * The nanoseconds between two readings of the clock. Each comparison of all files takes this time, because it reads the clock twice.
     */
    private static final long LOOK = 1_000_000;

    private final AtomicLong now = new AtomicLong();

    private FollowedRecords followed() {
        return new FollowedRecords(new AttachmentRecords(folder), HOST, () -> now.getAndAdd(LOOK));
    }

    private AttachmentRecord written(String id, String host) throws IOException {
        SequencedMap<String, String> environment = new LinkedHashMap<>();
        environment.put("CNI_CONTAINERID", id);
        environment.put("CNI_IFNAME", "eth0");
        environment.put("CNI_NETNS", "/run/netns/" + id);
        SequencedMap<String, JsonValue> configuration = new LinkedHashMap<>();
        configuration.put("name", new JsonString("lan"));
        configuration.put("overlay_hijack_subnet", new JsonString("10.244.0.0/16"));
        AttachmentRecord record = AttachmentRecord.of(
                "veth", environment, new JsonObject(configuration), "4-2", host, Instant.EPOCH, "1", Progress.COMPLETE);
        new AttachmentRecords(folder).write(record);
        return record;
    }

    /**
     * Sets the time of the folder's last change. Two changes within the resolution of the kernel's file times would otherwise have the same
     * time.
     */
    private void changedAt(long seconds) throws IOException {
        Files.setLastModifiedTime(folder, FileTime.fromMillis(seconds * 1000));
    }

    @Test
    void newRecordsOfThisNodeAreReadOnce() throws IOException {
        AttachmentRecord record = written("a", HOST);
        written("b", "4-9");
        changedAt(1);
        FollowedRecords followed = followed();
        assertThat(followed.refresh().written()).containsExactly(record);
        assertThat(followed.isSettled()).isTrue();
        assertThat(followed.refresh()).isEqualTo(FollowedRecords.Changes.NONE);
    }

    @Test
    void theNextComparisonOfAllFilesWaitsForAMultipleOfTheDurationOfTheLast() throws IOException {
        FollowedRecords followed = followed();
        changedAt(1);
        followed.refresh();
        AttachmentRecord record = written("a", HOST);
        changedAt(2);

        assertThat(followed.refresh().written()).isEmpty();
        assertThat(followed.isSettled()).as("refresh must be called again").isFalse();

        now.addAndGet(FollowedRecords.PAUSE_FACTOR * LOOK);
        assertThat(followed.refresh().written()).containsExactly(record);
        assertThat(followed.isSettled()).isTrue();
    }

    @Test
    void aKnownRecordHasOnlyTheMembersThatIdentifyIt() throws IOException {
        AttachmentRecord record = written("a", HOST);
        changedAt(1);
        FollowedRecords followed = followed();
        followed.refresh();

        AttachmentRecord known = followed.all().iterator().next();
        assertThat(known.key()).isEqualTo(record.key());
        assertThat(known.attachment()).isEqualTo(record.attachment());
        assertThat(known.configuration().members()).containsOnlyKeys("name");
        assertThat(followed.current(record.key())).contains(record);
    }

    @Test
    void aRemovedRecordIsNoLongerKnown() throws IOException {
        AttachmentRecord record = written("a", HOST);
        changedAt(1);
        FollowedRecords followed = followed();
        followed.refresh();
        new AttachmentRecords(folder).remove(record.key());
        changedAt(2);
        now.addAndGet(FollowedRecords.PAUSE_FACTOR * LOOK);
        assertThat(followed.refresh().hasRemoved()).isTrue();
        assertThat(followed.keys()).isEmpty();
        assertThat(followed.current(record.key())).isEmpty();
    }

    @Test
    void aFolderThatCannotBeListedIsAnError() throws IOException {
        try (UnreadableFolder unreadable = UnreadableFolder.create()) {
            FollowedRecords records = new FollowedRecords(new AttachmentRecords(unreadable.path()), HOST, () -> 0);

            assertThatIOException().isThrownBy(records::refresh);
        }
    }
}
