package meta.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import meta.image.cluster.Agent;
import meta.image.cluster.Cluster;
import meta.image.cluster.HeldPodLock;
import meta.image.cluster.Image;
import meta.image.cni.Answer;
import meta.image.cni.Attachment;
import meta.image.cni.CniCall;
import meta.image.cni.CniError;
import meta.image.cni.Verb;
import meta.netlink.testbed.Seeds;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** If the agent has ended, ends during a call, does not answer or is of another build, a call succeeds or can be repeated. */
@OnRealKernel
class AgentFailureIT {
    private static final int TRY_AGAIN = 11;

    @InjectTopology
    private static Cluster cluster;

    @TempDir
    Path folder;

    private AgentAndPod it;
    private Agent agent;
    private Attachment eth0;

    @BeforeEach
    void anAgentAndAPod() {
        it = AgentAndPod.in(cluster);
        agent = it.agent();
        eth0 = it.eth0();
    }

    @AfterEach
    void end() {
        it.close();
    }

    @Test
    void aCallIsColdIfAKilledAgentHasLeftItsSocket() {
        agent.kill();
        assertThat(agent.socket()).exists();

        isAdded(it.warm(Verb.ADD).run());
    }

    @Test
    void anAgentReplacesTheSocketThatAKilledOneHasLeft() {
        agent.kill();
        agent.restart();

        isAdded(it.warm(Verb.ADD).run());
        assertThat(agent.calls()).isOne();
    }

    @Test
    void aCallWhoseAgentIsKilledFailsWithTryAgainAndSucceedsWhenRepeated() throws IOException {
        HeldPodLock lock = HeldPodLock.hold(eth0.pod());
        CompletableFuture<Answer> add =
                CompletableFuture.supplyAsync(() -> it.warm(Verb.ADD).run());
        agent.untilUnderWay(add);

        agent.kill();

        CniError error = add.join().error(TRY_AGAIN);
        assertThat(error.text()).contains("not known");
        assertThat(error.cniVersion()).as("the version of the configuration").isEqualTo("1.0.0");
        lock.close();
        isAdded(it.warm(Verb.ADD).run());
    }

    @Test
    void aRepeatedAddCompletesACallWhoseAgentWasKilledAtAnyMoment() {
        Seeds.forEach(5, seed -> {
            CompletableFuture<Answer> add =
                    CompletableFuture.supplyAsync(() -> it.warm(Verb.ADD).run());
            Thread.sleep(new SplittableRandom(seed).nextInt(25)); // until a random moment of the call

            agent.kill();

            Answer answer = add.join();
            if (!answer.output().succeeded()) {
                answer.error(TRY_AGAIN);
            }
            agent.restart();
            isAdded(it.warm(Verb.ADD).run());
            it.warm(Verb.DEL).run().isQuietSuccess();
        });
    }

    @Test
    void theObjectsOfACallOutliveItsAgent() {
        isAdded(it.warm(Verb.ADD).run());

        agent.kill();

        eth0.addLast(); // CHECK and DEL need its result
        it.warm(Verb.CHECK).run().isQuietSuccess();
        it.warm(Verb.DEL).run().isQuietSuccess();
    }

    @Test
    void anAgentOfAnotherBuildGetsNoCall() throws IOException {
        addIgnoresListener("META-PLUGINS 2 0123456789abcdef");
        addIgnoresListener("META-PLUGINS 2 ");
        String own = Files.readAllLines(Image.home().resolve("lib/meta/build")).getFirst();
        addIgnoresListener("META-PLUGINS 2 " + own.substring(0, own.length() - 1));
    }

    @Test
    void anAgentOfAnotherProtocolGetsNoCall() throws IOException {
        addIgnoresListener("META-PLUGINS 1 0.1.0-SNAPSHOT");
    }

    @Test
    void aListenerWithAnotherHelloGetsNoCall() throws IOException {
        addIgnoresListener("HTTP/1.1 400 Bad Request\r\n\r\n, and more");
    }

    @Test
    void aListenerThatClosesTheConnectionGetsNoCall() throws IOException {
        addIgnoresListener("");
    }

    @Test
    void aListenerThatSendsNothingGetsNoCall() throws IOException {
        try (ServerSocketChannel mute = bind(folder.resolve("mute.sock"))) {
            assertThat(mute.isOpen()).isTrue();
            isAdded(through(folder.resolve("mute.sock"), Verb.ADD)
                    .with("META_PLUGINS_AGENT_TIMEOUT", "")
                    .run());
        }
    }

    @Test
    void aFileThatIsNoSocketIsNotUsed() throws IOException {
        isAdded(through(Files.writeString(folder.resolve("file"), ""), Verb.ADD).run());
        isAdded(through(folder.resolve("nosuch"), Verb.ADD).run());
        isAdded(through(Path.of("/run/" + "x".repeat(120)), Verb.ADD).run());
    }

    /**
     * Listens at the agent's socket, and asserts that an ADD succeeds and that its client sends nothing to the listener.
     *
     * @param hello the greeting that the listener sends to the client
     */
    private void addIgnoresListener(String hello) throws IOException {
        Path socket = folder.resolve("other.sock");
        try (ServerSocketChannel other = bind(socket)) {
            CompletableFuture<Integer> heard = CompletableFuture.supplyAsync(() -> greet(other, hello));
            isAdded(through(socket, Verb.ADD).run());
            assertThat(heard.join()).as("bytes that the listener received").isZero();
        } finally {
            Files.deleteIfExists(socket);
        }
    }

    private static ServerSocketChannel bind(Path socket) throws IOException {
        ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        channel.bind(UnixDomainSocketAddress.of(socket));
        return channel;
    }

    /** {@return the number of bytes that a client sends after it has received this greeting} */
    private static int greet(ServerSocketChannel listener, String hello) {
        try (SocketChannel client = listener.accept()) {
            if (hello.isEmpty()) {
                return 0;
            }
            client.write(ByteBuffer.wrap(Arrays.copyOf(hello.getBytes(StandardCharsets.US_ASCII), 32)));
            return Math.max(0, client.read(ByteBuffer.allocate(100)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void isAdded(Answer answer) {
        assertThat(answer.result().get("interfaces").items()).hasSize(3);
        assertThat(answer.output().stderr()).isEmpty();
        eth0.last(Verb.CHECK)
                .configured("prevResult", answer.result().toString())
                .run()
                .isQuietSuccess();
    }

    private CniCall through(Path socket, Verb verb) {
        return eth0.last(verb).with("META_PLUGINS_AGENT", socket.toString());
    }
}
