package meta.core.keep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import meta.core.keep.CommandOrphanRemoval.Orphan;
import meta.core.record.AttachmentRecord;
import meta.netlink.netns.NamespaceThread;
import meta.netlink.netns.NetworkNamespace;
import meta.netlink.testbed.NeedsRealKernel;
import meta.netlink.testbed.ScratchNamespaces;
import meta.netlink.testbed.UnreadableFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A command may remove an attachment a minute after a command has noted that the attachment's namespace no longer exists. */
@NeedsRealKernel
class CommandOrphanRemovalTest {
    private static final Instant THEN = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant NOW = Instant.parse("2026-01-01T10:00:00Z");

    @TempDir
    private Path folder;

    /** {@return the processes of a node as a container sees them: the container sees none of them} */
    private NodeProcesses hidden() {
        return new NodeProcesses(folder);
    }

    private static Map<String, Orphan> find(
            KeptPod pod, CommandOrphanRemoval sweep, List<AttachmentRecord> records, Instant now) throws IOException {
        try (NetworkNamespace node = NetworkNamespace.open(pod.net().path(pod.node()));
                NamespaceThread inside = node.enter()) {
            return inside.call(() -> sweep.find(records, now));
        }
    }

    private OrphanTimestamps notes() {
        return new OrphanTimestamps(folder.resolve("orphans"));
    }

    private CommandOrphanRemoval sweep(NodeProcesses processes) {
        return new CommandOrphanRemoval(_ -> false, notes(), processes);
    }

    @Test
    void anAttachmentIsDueAMinuteAfterItWasNoted(ScratchNamespaces net) throws Exception {
        String node = net.make("node");
        KeptPod pod = KeptPod.in(net, node, "a");
        KeptPod alive = KeptPod.in(net, node, "b");
        List<AttachmentRecord> records = List.of(pod.recordWithId(THEN), alive.recordWithId(THEN));
        net.delete(pod.name());
        CommandOrphanRemoval sweep = sweep(hidden());

        Map<String, Orphan> found = find(pod, sweep, records, NOW);
        while (found.containsValue(Orphan.UNCERTAIN)) {
            found = find(pod, sweep, records, NOW); // the kernel ends namespaces on a thread of its own
        }
        assertThat(found).isEqualTo(Map.of(pod.key(), Orphan.WAITING));
        assertThat(find(pod, sweep, records, NOW.plusSeconds(600))).isEqualTo(found);
        sweep.note(records, found, NOW);
        sweep.note(records, found, NOW.plusSeconds(30)); // the first note counts

        assertThat(find(pod, sweep, records, NOW.plusSeconds(59))).isEqualTo(found);
        assertThat(find(pod, sweep, records, NOW.plusSeconds(60))).isEqualTo(Map.of(pod.key(), Orphan.DUE));
    }

    @Test
    void theNoteOfAnAttachmentIsRemovedIfItsNamespaceIsFoundAgain(ScratchNamespaces net) throws Exception {
        KeptPod pod = KeptPod.in(net, net.make("node"), "a");
        AttachmentRecord record = pod.record(THEN);
        notes().write(record, NOW);

        CommandOrphanRemoval sweep = sweep(hidden());
        sweep.note(List.of(record), find(pod, sweep, List.of(record), NOW), NOW);

        assertThat(notes().time(record)).isEmpty();
    }

    @Test
    void aNoteAboutAnEarlierAddOfTheAttachmentIsIgnored(ScratchNamespaces net) throws Exception {
        KeptPod pod = KeptPod.in(net, net.make("node"), "a");
        notes().write(pod.record(THEN), NOW);
        assertThat(notes().time(pod.record(THEN))).hasValue(NOW);

        AttachmentRecord later = pod.record(NOW.plusSeconds(1));
        assertThat(notes().time(later)).isEmpty();
        notes().write(later, NOW.plusSeconds(2));
        assertThat(notes().time(later)).hasValue(NOW.plusSeconds(2));
    }

    @Test
    void anUncertainOrphanIsNotNoted(ScratchNamespaces net) throws Exception {
        KeptPod pod = KeptPod.in(net, net.make("node"), "a");
        List<AttachmentRecord> records = List.of(pod.record(THEN));
        net.delete(pod.name());
        CommandOrphanRemoval sweep = sweep(hidden());

        Map<String, Orphan> found = find(pod, sweep, records, NOW); // the record has no nsid
        assertThat(found).isEqualTo(Map.of(pod.key(), Orphan.UNCERTAIN));
        sweep.note(records, found, NOW);
        assertThat(notes().time(records.getFirst())).isEmpty();
    }

    @Test
    void notesInAFolderThatOtherUsersCanWriteAreIgnored(ScratchNamespaces net) throws Exception {
        AttachmentRecord record = KeptPod.in(net, net.make("node"), "a").record(THEN);
        notes().write(record, NOW);
        Files.setPosixFilePermissions(folder.resolve("orphans"), PosixFilePermissions.fromString("rwxrwxrwx"));
        assertThat(notes().time(record)).isEmpty();
    }

    @Test
    void aFolderOfNotesThatCannotBeListedIsAnError() throws IOException {
        try (UnreadableFolder unreadable = UnreadableFolder.create()) {
            assertThatIOException().isThrownBy(() -> new OrphanTimestamps(unreadable.path()).retain(Set.of()));
        }
    }
}
