package meta.core.keep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import meta.core.keep.OrphanSweep.Orphan;
import meta.core.record.AttachmentRecord;
import meta.netlink.testbed.RealKernel;
import meta.netlink.testbed.ScratchNamespaces;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@RealKernel
class OrphanSweepTest {
    private static final Instant THEN = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant NOW = Instant.parse("2026-01-01T10:00:00Z");

    @TempDir
    private Path folder;

    /** {@return a node whose only process is this one, and which has no files} */
    private NodeProcesses thisProcess() throws IOException {
        Path self = Path.of("/proc/self");
        Path first = Files.createDirectories(folder.resolve("proc/1/ns"));
        Files.createDirectories(first.resolveSibling("root"));
        Path pid = Files.createDirectories(folder.resolve("proc/self/ns"));
        Files.createSymbolicLink(first.resolve("net"), self.resolve("ns/net"));
        Files.createSymbolicLink(pid.resolve("pid"), self.resolve("ns/pid"));
        NodeProcesses processes = new NodeProcesses(folder.resolve("proc"));
        assumeTrue(processes.networkNamespaces().isPresent(), "in a container, no process is believed");
        return processes;
    }

    private OrphanNotes notes() {
        return new OrphanNotes(folder.resolve("orphans"));
    }

    private OrphanSweep sweep(NodeProcesses processes) {
        return new OrphanSweep(_ -> false, notes(), processes);
    }

    @Test
    void anAttachmentIsDueAMinuteAfterItWasNoted(ScratchNamespaces net) throws Exception {
        String node = net.make("node");
        KeptPod pod = KeptPod.in(net, node, "a");
        KeptPod alive = KeptPod.in(net, node, "b");
        List<AttachmentRecord> records = List.of(pod.record(THEN), alive.record(THEN));
        net.delete(pod.name());
        OrphanSweep sweep = sweep(thisProcess());

        Map<String, Orphan> found = sweep.find(records, NOW);
        assertThat(found).isEqualTo(Map.of(pod.key(), Orphan.WAITING));
        assertThat(sweep.find(records, NOW.plusSeconds(600))).isEqualTo(found);
        sweep.note(records, found, NOW);
        sweep.note(records, found, NOW.plusSeconds(30)); // the first note counts

        assertThat(sweep.find(records, NOW.plusSeconds(59))).isEqualTo(found);
        assertThat(sweep.find(records, NOW.plusSeconds(60))).isEqualTo(Map.of(pod.key(), Orphan.DUE));
    }

    @Test
    void anAttachmentWhoseNamespaceIsFoundAgainIsForgotten(ScratchNamespaces net) throws Exception {
        AttachmentRecord record = KeptPod.in(net, net.make("node"), "a").record(THEN);
        notes().write(record, NOW);

        OrphanSweep sweep = sweep(thisProcess());
        sweep.note(List.of(record), sweep.find(List.of(record), NOW), NOW);

        assertThat(notes().time(record)).isEmpty();
    }

    @Test
    void aNoteAboutAnEarlierAttachmentDoesNotCount(ScratchNamespaces net) throws Exception {
        KeptPod pod = KeptPod.in(net, net.make("node"), "a");
        notes().write(pod.record(THEN), NOW);
        assertThat(notes().time(pod.record(THEN))).hasValue(NOW);

        AttachmentRecord later = pod.record(NOW.plusSeconds(1));
        assertThat(notes().time(later)).isEmpty();
        notes().write(later, NOW.plusSeconds(2));
        assertThat(notes().time(later)).hasValue(NOW.plusSeconds(2));
    }

    @Test
    void whatIsUncertainIsNotNoted(ScratchNamespaces net) throws Exception {
        KeptPod pod = KeptPod.in(net, net.make("node"), "a");
        List<AttachmentRecord> records = List.of(pod.record(THEN));
        net.delete(pod.name());
        OrphanSweep sweep = sweep(new NodeProcesses(folder)); // no process is seen, as in a container

        Map<String, Orphan> found = sweep.find(records, NOW);
        assertThat(found).isEqualTo(Map.of(pod.key(), Orphan.UNCERTAIN));
        sweep.note(records, found, NOW);
        assertThat(notes().time(records.getFirst())).isEmpty();
    }

    @Test
    void aFolderThatOthersCanWriteIsNotBelieved(ScratchNamespaces net) throws Exception {
        AttachmentRecord record = KeptPod.in(net, net.make("node"), "a").record(THEN);
        notes().write(record, NOW);
        Files.setPosixFilePermissions(folder.resolve("orphans"), PosixFilePermissions.fromString("rwxrwxrwx"));
        assertThat(notes().time(record)).isEmpty();
    }
}
