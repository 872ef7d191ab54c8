package meta.core.keep;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import meta.core.kernel.PodLocks;
import meta.core.record.AttachmentRecord;
import meta.core.record.AttachmentRecord.Progress;
import meta.core.record.AttachmentRecords;
import meta.core.record.KnownAttachments;
import meta.core.record.ResultCache;
import meta.netlink.netns.NamespaceFlock;
import meta.netlink.netns.NetworkNamespace;
import meta.netlink.testbed.NeedsRealKernel;
import meta.netlink.testbed.ScratchNamespaces;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An attachment that is only in the result cache of the container runtime gets a record, unless a call changes the attachment meanwhile.
 */
@NeedsRealKernel
class AdoptionTest {
    @TempDir
    private Path folder;

    private final ConcurrentLinkedQueue<String> lines = new ConcurrentLinkedQueue<>();
    private AttachmentRecords records;
    private Path cached;
    private KeptPod pod;
    private Adoption adoption;

    @BeforeEach
    void aPodInTheCache(ScratchNamespaces net) throws IOException {
        String node = net.make("node");
        pod = KeptPod.in(net, node, "a");
        AttachmentRecord record = pod.record(Instant.EPOCH);
        String config = Base64.getEncoder()
                .encodeToString(record.configuration().toString().getBytes(UTF_8));
        Path cache = Files.createDirectory(folder.resolve("cache"));
        cached = Files.writeString(cache.resolve("lan"), """
                {"kind": "cniCacheV1", "containerId": "%s", "ifName": "eth0", "netns": "%s", "config": "%s", "result": {}}
                """.formatted(pod.name(), net.path(pod.name()), config));
        records = new AttachmentRecords(folder.resolve("records"));
        adoption = new Adoption(
                new KnownAttachments(records, new ResultCache(cache)), () -> Set.of("veth"), record.host(), lines::add);
    }

    /**
     * Runs the adoption while the lock of the pod is held, as by a CNI call.
     *
     * @param rest what the CNI call does before it releases the lock
     */
    private void whileACallRuns(RestOfCall rest) throws Exception {
        Thread thread = new Thread(adoption);
        try (NetworkNamespace namespace = NetworkNamespace.open(pod.net().path(pod.name()));
                NamespaceFlock _ = PodLocks.take(namespace)) {
            thread.start();
            while (thread.getState() != Thread.State.TIMED_WAITING && thread.isAlive()) {
                Thread.onSpinWait();
            }
            assertThat(records.list().records())
                    .as("the records while a call runs")
                    .isEmpty();
            rest.run();
        }
        thread.join();
    }

    @FunctionalInterface
    private interface RestOfCall {
        void run() throws IOException;
    }

    @Test
    void anAttachmentWithoutARecordGetsOne() {
        adoption.run();

        assertThat(lines).singleElement().asString().startsWith("1 attachments without a record");
        assertThat(records.list().records()).extracting(AttachmentRecord::key).containsExactly(pod.key());
    }

    @Test
    void theRecordOfAnAddIsNotReplaced() throws Exception {
        AttachmentRecord ofAdd = pod.record(Instant.EPOCH).with(Progress.STARTED);

        whileACallRuns(() -> records.write(ofAdd));

        assertThat(records.list().records()).isEqualTo(List.of(ofAdd));
        assertThat(lines).isEmpty();
    }

    @Test
    void anAttachmentThatIsDeletedMeanwhileGetsNoRecord() throws Exception {
        whileACallRuns(() -> Files.delete(cached));

        assertThat(records.list().records()).isEmpty();
        assertThat(lines).isEmpty();
    }
}
