package meta.launcher.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import meta.launcher.agent.PodQueues.Entry;
import meta.netlink.unix.UnixListener;
import meta.netlink.unix.UnixSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The calls of one pod run one at a time. Here, ordinary files take the place of the pods' network namespaces. */
class PodQueuesTest {
    private static final Duration LIMIT = Duration.ofMinutes(1);

    @TempDir
    Path folder;

    private final PodQueues queues = new PodQueues(2);
    private final List<AutoCloseable> open = new ArrayList<>();
    private UnixListener listener;
    private UnixSocket lastClient;

    @BeforeEach
    void listen() throws IOException {
        listener = UnixListener.bind(folder.resolve("socket").toString());
        open.add(listener);
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
    }

    @Test
    void theCallsForOnePodRunOneAfterAnotherInOrderOfArrival() throws Exception {
        ReceivedCall first = call("a");
        ReceivedCall second = call("a");
        ReceivedCall third = call("a");
        assertThat(queues.enter(first)).isEqualTo(Entry.STARTED);
        assertThat(queues.enter(second)).isEqualTo(Entry.QUEUED);
        assertThat(queues.enter(third)).isEqualTo(Entry.QUEUED);
        assertThat(queues.enter(call("a"))).isEqualTo(Entry.REJECTED);

        assertThat(queues.leave(first)).contains(second);
        assertThat(queues.isEmpty()).isFalse();
        assertThat(queues.leave(second)).contains(third);
        assertThat(queues.isEmpty()).isTrue();
        assertThat(queues.leave(third)).isEmpty();
        assertThat(queues.enter(call("a"))).isEqualTo(Entry.STARTED);
    }

    @Test
    void callsForOtherPodsOrForNoPodDoNotWait() throws Exception {
        assertThat(queues.enter(call("a"))).isEqualTo(Entry.STARTED);
        assertThat(queues.enter(call("b"))).isEqualTo(Entry.STARTED);
        ReceivedCall none = call();
        assertThat(queues.enter(none)).isEqualTo(Entry.STARTED);
        assertThat(queues.enter(call())).isEqualTo(Entry.STARTED);
        assertThat(queues.leave(none)).isEmpty();
    }

    @Test
    void aCallThatHasWaitedTooLongIsRemoved() throws Exception {
        ReceivedCall first = call("a");
        ReceivedCall second = call("a");
        queues.enter(first);
        queues.enter(second);

        assertThat(queues.expired(LIMIT)).isEmpty();
        assertThat(queues.expired(Duration.ZERO)).containsExactly(second);
        assertThat(queues.leave(first)).isEmpty();
    }

    @Test
    void aCallWhoseClientHasClosedTheConnectionIsAbandoned() throws Exception {
        ReceivedCall call = call("a");
        assertThat(call.isAbandoned()).isFalse();
        lastClient.close();
        assertThat(call.isAbandoned()).isTrue();
    }

    private ReceivedCall call(String... pods) throws Exception {
        UnixSocket client = UnixSocket.connect(folder.resolve("socket").toString());
        List<Path> files = new ArrayList<>(List.of(Files.writeString(folder.resolve("host"), "")));
        for (String pod : pods) {
            files.add(Files.writeString(folder.resolve(pod), ""));
        }
        DescriptorSender.send(client, files);
        UnixSocket accepted = listener.accept();
        accepted.receive(1, LIMIT);
        ClientConnection connection = new ClientConnection(
                accepted, new RequestMemoryBudget(1000), new Semaphore(0), ConcurrentHashMap.newKeySet());
        ReceivedCall call = ReceivedCall.from(connection, new AgentRequest.Call(0, "veth", Map.of()));
        open.add(call);
        open.add(client);
        lastClient = client;
        return call;
    }
}
