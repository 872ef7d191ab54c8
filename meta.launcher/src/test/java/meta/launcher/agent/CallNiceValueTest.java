package meta.launcher.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import meta.core.call.CatalogSource;
import meta.launcher.call.TestCatalog;
import meta.netlink.testbed.NeedsRealKernel;
import meta.netlink.testbed.ScratchNamespaces;
import meta.netlink.unix.UnixListener;
import meta.netlink.unix.UnixSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A call runs at a low priority if it could delay the calls of other pods. */
@NeedsRealKernel
class CallNiceValueTest {
    private static final Duration TIMEOUT = Duration.ofMinutes(1);
    private static final int DEFAULT = 0;
    private static final int LOW = 10;
    private static final String CONFIGURATION = "{\"cniVersion\": \"1.0.0\", \"name\": \"lan\", \"type\": \"veth\"}";

    @TempDir
    Path folder;

    private final BlockingQueue<Integer> niceValues = new LinkedBlockingQueue<>();
    private final CountDownLatch mayContinue = new CountDownLatch(1);
    private final List<UnixSocket> clients = new ArrayList<>();
    private UnixListener listener;
    private AgentNamespace home;
    private CallThreads threads;

    @BeforeEach
    void start() throws IOException {
        listener = UnixListener.bind(folder.resolve("socket").toString());
        home = AgentNamespace.ofThisThread();
        threads = new CallThreads(new CallRunner(
                home,
                new HeapShrinker(),
                new CallSlots(8, 1 << 30, 1000),
                recordingNiceValues(),
                new DeferredLogFiles(),
                new CallMetrics(),
                System.err,
                () -> {}));
    }

    @AfterEach
    void close() {
        mayContinue.countDown();
        threads.close();
        clients.forEach(UnixSocket::close);
        home.close();
        listener.close();
    }

    @Test
    void aCallHasTheDefaultPriority(ScratchNamespaces net) throws Exception {
        mayContinue.countDown();
        take(net.path(net.make("pod")), CONFIGURATION);

        assertThat(next()).isEqualTo(DEFAULT);
    }

    @Test
    void aCallWithALargeConfigurationHasALowPriorityAndTheNextCallDoesNot(ScratchNamespaces net) throws Exception {
        mayContinue.countDown();
        take(net.path(net.make("large")), CONFIGURATION + " ".repeat(32 << 10));
        assertThat(next()).isEqualTo(LOW);

        take(net.path(net.make("pod")), CONFIGURATION);
        assertThat(next()).isEqualTo(DEFAULT);
    }

    @Test
    void callsThatHaveWaitedForAnotherCallOfTheirPodHaveALowPriority(ScratchNamespaces net) throws Exception {
        Path pod = net.path(net.make("pod"));
        take(pod, CONFIGURATION);
        assertThat(next()).isEqualTo(DEFAULT);
        take(pod, CONFIGURATION);
        take(pod, CONFIGURATION);
        take(net.path(net.make("other")), CONFIGURATION);
        assertThat(next()).isEqualTo(DEFAULT);

        mayContinue.countDown();

        assertThat(next()).isEqualTo(LOW);
        assertThat(next()).isEqualTo(LOW);
    }

    private void take(Path pod, String stdin) throws IOException {
        UnixSocket client = UnixSocket.connect(folder.resolve("socket").toString());
        clients.add(client);
        threads.take(new SentCall(Path.of("/proc/self/ns/net"), pod, "CHECK", stdin).receivedBy(listener, client));
    }

    private int next() throws InterruptedException {
        Integer nice = niceValues.poll(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
        assertThat(nice).isNotNull();
        return nice;
    }

    /** {@return a source of steps that records the nice value of the thread of each call, and then waits} */
    private CatalogSource recordingNiceValues() {
        return (_, _) -> {
            niceValues.add(niceOfThisThread());
            try {
                mayContinue.await();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            return TestCatalog.catalog();
        };
    }

    /** {@return the nice value of the calling thread, which is field 19 of {@code /proc/PID/stat} ({@code proc(5)})} */
    private static int niceOfThisThread() {
        try {
            String stat = Files.readString(Path.of("/proc/thread-self/stat"));
            String[] fromThirdField = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            return Integer.parseInt(fromThirdField[16]);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
