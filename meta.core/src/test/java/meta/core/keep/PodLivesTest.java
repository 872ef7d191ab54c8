package meta.core.keep;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import meta.core.keep.SweepOfTheDead.Life;
import meta.core.record.AttachmentRecord;
import meta.netlink.netns.NamespaceThread;
import meta.netlink.netns.NetworkNamespace;
import meta.netlink.socket.NetlinkSocket;
import meta.netlink.testbed.RealKernel;
import meta.netlink.testbed.ScratchNamespaces;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@RealKernel
class PodLivesTest {
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

    private static Life life(PodLives lives, AttachmentRecord record) {
        return lives.look(List.of(record)).get(record.key());
    }

    /** No process is seen, as in a container. */
    private NodeProcesses none() {
        return new NodeProcesses(folder);
    }

    @Test
    void aNamespaceIsAliveUntilTheKernelSaysThatItHasEnded(ScratchNamespaces net) throws Exception {
        String node = net.make("node");
        KeptPod pod = KeptPod.in(net, node, "a");
        AttachmentRecord record = pod.record(THEN);
        try (NetlinkSocket socket = in(net, node)) {
            PodIds ids = new PodIds(socket);
            PodLives lives = new PodLives(ids, none());
            ids.put(record);
            assertThat(life(lives, record)).isEqualTo(Life.ALIVE);
            try (NetworkNamespace held = NetworkNamespace.open(net.path(pod.name()))) {
                net.delete(pod.name()); // its path is gone; the namespace is not
                assertThat(life(lives, record)).isEqualTo(Life.ALIVE);
                assertThat(lives.unreachable()).containsExactly(record.key());
                assertThat(held.identity()).isEqualTo(record.pod());
            }
            while (life(lives, record) == Life.ALIVE) {
                Thread.onSpinWait(); // the kernel ends namespaces on a thread of its own
            }
            assertThat(life(lives, record)).isEqualTo(Life.GONE);
            assertThat(lives.unreachable()).isEmpty();
        }
    }

    @Test
    void whatNoProcessCanTellIsUnknown(ScratchNamespaces net) throws Exception {
        String node = net.make("node");
        KeptPod pod = KeptPod.in(net, node, "a");
        AttachmentRecord record = pod.record(THEN);
        net.delete(pod.name());
        try (NetlinkSocket socket = in(net, node)) {
            PodIds ids = new PodIds(socket);
            ids.put(record);
            assertThat(ids.has(record.key())).isFalse();
            assertThat(life(new PodLives(ids, none()), record)).isEqualTo(Life.UNKNOWN);
        }
    }

    @Test
    void aNamespaceWithoutAnIdIsAliveWhileAProcessIsInIt(ScratchNamespaces net) throws Exception {
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
            PodLives lives = new PodLives(new PodIds(socket), ALL);
            Life seen = ALL.networkNamespaces().isPresent() ? Life.ALIVE : Life.UNKNOWN;
            assertThat(life(lives, record)).isEqualTo(seen);
            process.destroy();
            process.waitFor();
            Life afterwards = ALL.networkNamespaces().isPresent() ? Life.GONE : Life.UNKNOWN;
            assertThat(life(lives, record)).isEqualTo(afterwards);
        }
    }

    @Test
    void aPathThatLeadsToAnotherPodIsNotTheRecordedNamespace(ScratchNamespaces net) throws Exception {
        String node = net.make("node");
        KeptPod pod = KeptPod.in(net, node, "a");
        AttachmentRecord record = pod.record(THEN);
        try (NetlinkSocket socket = in(net, node)) {
            PodIds ids = new PodIds(socket);
            ids.put(record);
            net.delete(pod.name());
            net.ipLine("netns add " + pod.name());
            try {
                PodLives lives = new PodLives(ids, none());
                while (life(lives, record) == Life.ALIVE) {
                    Thread.onSpinWait();
                }
                assertThat(life(lives, record)).isEqualTo(Life.GONE);
                ids.put(record);
                assertThat(ids.has(record.key())).isFalse();
            } finally {
                net.ipLine("netns del " + pod.name());
            }
        }
    }
}
