package meta.core.keep;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import meta.core.keep.OrphanWait.Presence;
import meta.core.record.AttachmentRecord;
import meta.netlink.netns.NamespaceThread;
import meta.netlink.netns.NetworkNamespace;
import meta.netlink.socket.NetlinkSocket;
import meta.netlink.testbed.NeedsRealKernel;
import meta.netlink.testbed.ScratchNamespaces;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whether the namespace of an attachment exists follows from its path, its nsid and the processes of the node. */
@NeedsRealKernel
class NamespaceSearchTest {
    private static final Instant THEN = Instant.parse("2026-01-01T00:00:00Z");
    private static final NodeProcesses ALL = new NodeProcesses(Path.of("/proc"));

    @TempDir
    private Path folder;

    private static NetlinkSocket in(ScratchNamespaces net, String node) throws IOException {
        try (NetworkNamespace namespace = NetworkNamespace.open(net.path(node));
                NamespaceThread inside = namespace.enter()) {
            return inside.call(NetlinkSocket::open);
        }
    }

    private static Presence presence(NamespaceSearch namespaces, AttachmentRecord record) {
        return namespaces.find(List.of(record)).get(record.key());
    }

    /** {@return an empty procfs} It stands for the procfs of a container, which does not show the processes of the node. */
    private NodeProcesses none() {
        return new NodeProcesses(folder);
    }

    @Test
    void aNamespaceExistsUntilTheKernelReportsItsEnd(ScratchNamespaces net) throws Exception {
        String node = net.make("node");
        KeptPod pod = KeptPod.in(net, node, "a");
        AttachmentRecord record = pod.record(THEN);
        try (NetlinkSocket socket = in(net, node)) {
            PodNsids ids = new PodNsids(socket);
            NamespaceSearch namespaces = new NamespaceSearch(ids, none());
            ids.put(record);
            assertThat(presence(namespaces, record)).isEqualTo(Presence.PRESENT);
            try (NetworkNamespace held = NetworkNamespace.open(net.path(pod.name()))) {
                net.delete(pod.name()); // the path no longer exists, but the namespace does
                assertThat(presence(namespaces, record)).isEqualTo(Presence.PRESENT);
                assertThat(namespaces.unreachable()).containsExactly(record.key());
                assertThat(held.identity()).isEqualTo(record.pod());
            }
            while (presence(namespaces, record) == Presence.PRESENT) {
                Thread.onSpinWait(); // the kernel ends namespaces on a thread of its own
            }
            assertThat(presence(namespaces, record)).isEqualTo(Presence.GONE);
            assertThat(namespaces.unreachable()).isEmpty();
        }
    }

    @Test
    void withoutAnNsidAndWithoutVisibleProcessesTheStateIsUnknown(ScratchNamespaces net) throws Exception {
        String node = net.make("node");
        KeptPod pod = KeptPod.in(net, node, "a");
        AttachmentRecord record = pod.record(THEN);
        net.delete(pod.name());
        try (NetlinkSocket socket = in(net, node)) {
            PodNsids ids = new PodNsids(socket);
            ids.put(record);
            assertThat(ids.has(record.key())).isFalse();
            assertThat(presence(new NamespaceSearch(ids, none()), record)).isEqualTo(Presence.UNKNOWN);
        }
    }

    /** A program that starts after the end of the pod knows only the recorded nsid. */
    @Test
    void aNamespaceIsGoneIfNoNamespaceHasItsRecordedNsid(ScratchNamespaces net) throws Exception {
        String node = net.make("node");
        KeptPod pod = KeptPod.in(net, node, "a");
        AttachmentRecord record = pod.recordWithId(THEN);
        assertThat(record.podId()).isNotNegative();
        try (NetlinkSocket socket = in(net, node)) {
            NamespaceSearch namespaces = new NamespaceSearch(new PodNsids(socket), none());
            NetworkNamespace held = NetworkNamespace.open(net.path(pod.name()));
            net.delete(pod.name()); // the path no longer exists, but the namespace does
            assertThat(presence(namespaces, record)).isEqualTo(Presence.UNKNOWN);

            held.close();
            while (presence(namespaces, record) == Presence.UNKNOWN) {
                Thread.onSpinWait(); // the kernel ends namespaces on a thread of its own
            }
            assertThat(presence(namespaces, record)).isEqualTo(Presence.GONE);
        }
    }

    @Test
    void aNamespaceIsGoneIfAnotherPodHasItsRecordedNsid(ScratchNamespaces net) throws Exception {
        String node = net.make("node");
        KeptPod other = KeptPod.in(net, node, "b");
        AttachmentRecord ofOther = other.recordWithId(THEN);
        KeptPod pod = KeptPod.in(net, node, "a");
        AttachmentRecord record = pod.record(THEN).completed(List.of(), ofOther.podId());
        net.delete(pod.name());
        try (NetlinkSocket socket = in(net, node)) {
            PodNsids ids = new PodNsids(socket);
            NamespaceSearch namespaces = new NamespaceSearch(ids, none());
            assertThat(presence(namespaces, record)).isEqualTo(Presence.UNKNOWN);
            ids.put(ofOther);
            assertThat(presence(namespaces, record)).isEqualTo(Presence.GONE);
        }
    }

    @Test
    void aNamespaceWithoutAnNsidExistsWhileAProcessIsInIt(ScratchNamespaces net) throws Exception {
        String node = net.make("node");
        KeptPod pod = KeptPod.in(net, node, "a");
        AttachmentRecord record = pod.record(THEN);
        Process process = new ProcessBuilder("ip", "netns", "exec", pod.name(), "cat").start();
        try (NetlinkSocket socket = in(net, node)) {
            while (!Files.readSymbolicLink(Path.of("/proc/" + process.pid() + "/ns/net"))
                    .toString()
                    .contains(record.pod().substring(record.pod().indexOf('-') + 1))) {
                Thread.onSpinWait();
            }
            net.delete(pod.name());
            NamespaceSearch namespaces = new NamespaceSearch(new PodNsids(socket), ALL);
            Presence seen = ALL.networkNamespaces().isPresent() ? Presence.PRESENT : Presence.UNKNOWN;
            assertThat(presence(namespaces, record)).isEqualTo(seen);
            process.destroy();
            process.waitFor();
            Presence afterwards = ALL.networkNamespaces().isPresent() ? Presence.GONE : Presence.UNKNOWN;
            assertThat(presence(namespaces, record)).isEqualTo(afterwards);
        }
    }

    @Test
    void aPathThatLeadsToAnotherPodIsNotTheRecordedNamespace(ScratchNamespaces net) throws Exception {
        String node = net.make("node");
        KeptPod pod = KeptPod.in(net, node, "a");
        AttachmentRecord record = pod.record(THEN);
        try (NetlinkSocket socket = in(net, node)) {
            PodNsids ids = new PodNsids(socket);
            ids.put(record);
            String other = net.make("b"); // before the deletion: the kernel may reuse the inode of a deleted namespace
            net.delete(pod.name());
            Files.createSymbolicLink(net.path(pod.name()), net.path(other));
            try {
                NamespaceSearch namespaces = new NamespaceSearch(ids, none());
                while (presence(namespaces, record) == Presence.PRESENT) {
                    Thread.onSpinWait();
                }
                assertThat(presence(namespaces, record)).isEqualTo(Presence.GONE);
                ids.put(record);
                assertThat(ids.has(record.key())).isFalse();
            } finally {
                Files.delete(net.path(pod.name()));
            }
        }
    }
}
