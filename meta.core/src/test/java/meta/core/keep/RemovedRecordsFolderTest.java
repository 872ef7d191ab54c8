package meta.core.keep;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import meta.core.record.AttachmentRecord;
import meta.core.record.AttachmentRecords;
import meta.netlink.testbed.NeedsRealKernel;
import meta.netlink.testbed.ScratchNamespaces;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** If the folder of the records is removed, the keeper records the attachments in the cache of the container runtime again. */
@NeedsRealKernel
@Timeout(600)
class RemovedRecordsFolderTest {
    private static final Instant THEN = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir
    private Path folder;

    private Path records;
    private String node;
    private KeptPod pod;
    private AttachmentRecord inCache;
    private final AtomicInteger searches = new AtomicInteger();

    @BeforeEach
    void aPodWithARecordAndInTheCache(ScratchNamespaces net) throws IOException {
        records = folder.resolve("records");
        node = net.make("node");
        pod = KeptPod.recorded(net, node, "a", new AttachmentRecords(records), THEN);
        inCache = pod.record(THEN.plusSeconds(1));
    }

    private RunningKeeper keeper(ScratchNamespaces net) throws IOException {
        return new RunningKeeper(
                net, node, new KeeperInputs(new AttachmentRecords(records), this::recordTheCache, () -> ""));
    }

    /** The first search, at the start of the keeper, finds nothing. */
    private void recordTheCache() {
        if (searches.getAndIncrement() > 0) {
            try {
                new AttachmentRecords(records).write(inCache);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Test
    void aRunningKeeperNoticesTheRemoval(ScratchNamespaces net) throws Exception {
        try (RunningKeeper keeper = keeper(net)) {
            keeper.next();
            Files.move(records, folder.resolve("moved"));
            net.ipLine("-n " + node + " link set " + pod.hostEnd() + " mtu 1400"); // wakes the keeper
            assertThat(keeper.lines.poll(60, TimeUnit.SECONDS)).startsWith(records + ": no longer exists; ");
            keeper.awaitRepair(pod.key(), "ADD");
        }
    }

    @Test
    void aKeeperThatBeginsAgainAfterAnErrorNoticesTheRemovalDuringItsPause(ScratchNamespaces net) throws Exception {
        try (RunningKeeper keeper = keeper(net)) {
            keeper.failOnce(pod);
            Files.move(records, folder.resolve("moved"));
            while (!Files.isDirectory(records)) {
                Thread.sleep(10);
            }
        }
    }
}
