package meta.core.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import meta.core.cni.JsonValue.JsonObject;
import meta.core.cni.JsonValue.JsonString;
import meta.core.record.AttachmentRecord;
import meta.core.record.AttachmentRecord.Progress;
import meta.core.record.AttachmentRecords;
import meta.netlink.netns.LockFolder;
import meta.netlink.netns.NamespaceException;
import meta.netlink.netns.NamespaceFlock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A GC removes an attachment only if it can lock the pod at once, and the record still exists after that. */
class LockedReleasedAttachmentsTest {
    private static final String POD = "4-4026530001";

    @TempDir
    private Path folder;

    private AttachmentRecords records;
    private LockFolder locks;

    @BeforeEach
    void inFolder() {
        records = new AttachmentRecords(folder.resolve("attachments"));
        locks = new LockFolder(folder.resolve("locks"));
    }

    @Test
    void anAttachmentWhoseDelRunsIsLeftToTheDel() throws IOException {
        List<AttachmentRecord> found = List.of(
                recorded("eth0", POD, Progress.RELEASED),
                recorded("net1", POD, Progress.RELEASED),
                recorded("eth0", "4-4026530002", Progress.RELEASED));

        try (NamespaceFlock _ = locks.lock(POD, Duration.ZERO);
                LockedReleasedAttachments released = LockedReleasedAttachments.lock(found, records, locks)) {
            assertThat(released.records()).containsExactly(found.getLast());
        }
        try (LockedReleasedAttachments released = LockedReleasedAttachments.lock(found, records, locks)) {
            assertThat(released.records()).isEqualTo(found);
        }
    }

    @Test
    void noOtherCallCanLockThePodUntilTheGcEnds() throws IOException {
        List<AttachmentRecord> found = List.of(recorded("eth0", POD, Progress.RELEASED));

        try (LockedReleasedAttachments _ = LockedReleasedAttachments.lock(found, records, locks)) {
            assertThatThrownBy(() -> locks.lock(POD, Duration.ZERO)).isInstanceOf(NamespaceException.class);
        }
        locks.lock(POD, Duration.ZERO).close();
    }

    @Test
    void aRecordThatADelHasRemovedMeanwhileIsNoLongerReleased() throws IOException {
        List<AttachmentRecord> found = List.of(recorded("eth0", POD, Progress.RELEASED));
        records.remove(found.getFirst().key());

        try (LockedReleasedAttachments released = LockedReleasedAttachments.lock(found, records, locks)) {
            assertThat(released.records()).isEmpty();
        }
    }

    @Test
    void anAttachmentWhosePodIsUnknownIsNotLocked() throws IOException {
        List<AttachmentRecord> found = List.of(recorded("eth0", "", Progress.RELEASED));

        try (LockedReleasedAttachments released = LockedReleasedAttachments.lock(found, records, locks)) {
            assertThat(released.records()).isEqualTo(found);
        }
    }

    private AttachmentRecord recorded(String nic, String pod, Progress progress) throws IOException {
        return recorded(nic, "container" + pod, pod, progress);
    }

    private AttachmentRecord recorded(String nic, String container, String pod, Progress progress) throws IOException {
        SequencedMap<String, String> environment = new LinkedHashMap<>();
        environment.put("CNI_CONTAINERID", container);
        environment.put("CNI_IFNAME", nic);
        environment.put("CNI_NETNS", "/run/netns/none");
        AttachmentRecord record = AttachmentRecord.of(
                "veth",
                environment,
                JsonObject.EMPTY.with("name", new JsonString("lan")),
                pod,
                "4-1",
                Instant.EPOCH,
                "1",
                progress);
        records.write(record);
        return record;
    }

    @Test
    void aRecordThatNowNamesAnotherPodStaysBecauseThatPodIsNotLocked() throws IOException {
        List<AttachmentRecord> found = List.of(recorded("eth0", "container", POD, Progress.RELEASED));
        AttachmentRecord now = recorded("eth0", "container", "4-4026530002", Progress.RELEASED);
        assertThat(now.key()).isEqualTo(found.getFirst().key());

        try (LockedReleasedAttachments released = LockedReleasedAttachments.lock(found, records, locks)) {
            assertThat(released.records()).isEmpty();
        }
    }
}
