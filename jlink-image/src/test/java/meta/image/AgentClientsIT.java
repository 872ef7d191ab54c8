package meta.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import meta.image.cluster.Agent;
import meta.image.cluster.Cluster;
import meta.image.cluster.Image;
import meta.image.cni.Answer;
import meta.image.cni.Attachment;
import meta.image.cni.CniCall;
import meta.image.cni.Verb;
import meta.image.topology.Command;
import meta.image.topology.Pod;
import meta.image.topology.Topology;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An agent serves many clients at the same time, and rejects invalid requests and clients of other users. */
@OnRealKernel
class AgentClientsIT {
    @InjectTopology
    private static Topology topology;

    @InjectTopology
    private static Cluster cluster;

    private AgentAndPod it;
    private Agent agent;

    @BeforeEach
    void anAgent() {
        it = AgentAndPod.in(cluster);
        agent = it.agent();
    }

    @AfterEach
    void end() {
        it.close();
    }

    @Test
    void sixtyFourAddsAtOnceAreAllAnswered() {
        Attachment first = it.eth0();
        List<CniCall> adds = new ArrayList<>();
        List<CniCall> dels = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
            Pod pod = topology.pod();
            pod.netns().ip("link add eth0 type bridge"); // the kind of the device does not matter
            pod.netns().ip("link set eth0 up");
            pod.netns().ip("addr add 172.18.77." + i + "/16 dev eth0");
            adds.add(of(pod, i, first.last(Verb.ADD)));
            dels.add(of(pod, i, first.last(Verb.DEL)));
        }

        List<Answer> answers = CniCall.atOnce(adds);

        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.result().get("interfaces").items()).hasSize(3);
            assertThat(answer.output().stderr()).isEmpty();
        });
        assertThat(agent.calls()).as("warm calls").isPositive();
        CniCall.atOnce(dels).forEach(Answer::isQuietSuccess);
    }

    @Test
    void silentClientsDoNotDelayOthersAndAreDisconnected() throws IOException {
        boolean waited = true;
        for (int tries = 1;
                waited && tries <= 5;
                tries++) { // tries again if the agent has disconnected the silent clients, which it does after 5 s
            List<SocketChannel> mute = mute(50);

            assertThat(it.warm(Verb.ADD).run().result().isObject()).isTrue();

            waited = isDisconnected(mute.getFirst());
            assertThat(agent.calls()).isEqualTo(tries);
            for (SocketChannel channel : mute) {
                channel.configureBlocking(true);
                assertThat(rest(channel))
                        .as("nothing but the answer to make a cold call")
                        .hasSizeBetween(11, 12);
                channel.close();
            }
        }
        assertThat(waited)
                .as("whether the call waited until the mute clients were disconnected")
                .isFalse();
        assertThat(agent.said()).isEqualTo("lost a client: it sent nothing in 5000 ms");
        it.warm(Verb.DEL).run().isQuietSuccess();
    }

    /** {@return new connections on which the greeting was received and nothing is sent} */
    private List<SocketChannel> mute(int count) throws IOException {
        List<SocketChannel> mute = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            SocketChannel channel = connect();
            ByteBuffer hello = ByteBuffer.allocate(32);
            while (hello.hasRemaining() && channel.read(hello) >= 0) {
                Thread.onSpinWait();
            }
            assertThat(new String(hello.array(), StandardCharsets.US_ASCII)).startsWith("META-PLUGINS 2 ");
            mute.add(channel);
        }
        return mute;
    }

    private static boolean isDisconnected(SocketChannel channel) throws IOException {
        channel.configureBlocking(false);
        return channel.read(ByteBuffer.allocate(1)) != 0;
    }

    @Test
    void aRequestThatIsTooLongIsNotRead() throws IOException {
        isRefused(
                ByteBuffer.allocate(8).putInt(0x7fffffff).putInt(1),
                "length 2147483647: at most 4194304 bytes are expected");
        isRefused(ByteBuffer.allocate(8).putInt(-1).putInt(1), "length 4294967295: at most 4194304 bytes are expected");
    }

    @Test
    void anIncompleteRequestIsRefusedButAClientThatSendsNothingIsNot() throws IOException {
        try (SocketChannel test = connect()) {
            assertThat(test.read(ByteBuffer.allocate(1))).isOne(); // the rest of the greeting stays unread
        }
        try (SocketChannel channel = connect()) {
            channel.write(ByteBuffer.allocate(8).putInt(100).putInt(1).flip());
            channel.shutdownOutput();
            assertThat(rest(channel)).hasSize(32);
        }
        assertThat(agent.said()).isEqualTo("lost a client: it closed the connection after 4 of 100 bytes");
        assertThat(agent.refusals()).isOne();
    }

    @Test
    void invalidRequestsAreRefused() throws IOException {
        isRefused(ByteBuffer.allocate(8).putInt(4).putInt(7), "kind 7: 1 or 2 is expected");
        isRefused(
                ByteBuffer.allocate(16).putInt(12).putInt(1).putInt(0).putInt(99),
                "plugin type at byte 12: 99 bytes are expected, but 0 are left");
        ByteBuffer call = ByteBuffer.allocate(24);
        isRefused(
                call.putInt(20)
                        .putInt(1)
                        .putInt(0)
                        .putInt(4)
                        .put("veth".getBytes(StandardCharsets.US_ASCII))
                        .putInt(0),
                "the open file of the caller's network namespace is missing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"65534", "3000000000"})
    void aClientOfAnotherUserIsRefused(String user) {
        Command.of("chmod", "666", agent.socket().toString()).run().text();
        Command.of("chmod", "755", agent.socket().getParent().toString()).run().text();

        String client = Image.home() + "/lib/meta/client";
        Command.of(
                        "setpriv",
                        "--reuid=" + user,
                        "--clear-groups",
                        client,
                        agent.socket().toString(),
                        "/nonexistent/veth")
                .run(); // the cold call of the client fails, because its script does not exist

        assertThat(agent.said()).isEqualTo("refused a client of user " + user);
        assertThat(agent.calls()).isZero();
    }

    private void isRefused(ByteBuffer request, String reason) throws IOException {
        try (SocketChannel channel = connect()) {
            channel.write(request.flip());
            assertThat(rest(channel)).as("nothing but the hello").hasSize(32);
        }
        assertThat(agent.said()).isEqualTo("refused a request: " + reason);
        assertThat(agent.calls()).isZero();
    }

    private SocketChannel connect() throws IOException {
        return SocketChannel.open(UnixDomainSocketAddress.of(agent.socket()));
    }

    /** {@return the text that the agent sends until it closes the connection} */
    private static String rest(SocketChannel channel) {
        ByteBuffer buffer = ByteBuffer.allocate(1000);
        boolean more = true;
        while (more) {
            more = readOn(channel, buffer);
        }
        return new String(buffer.array(), 0, buffer.position(), StandardCharsets.US_ASCII);
    }

    private static boolean readOn(SocketChannel channel, ByteBuffer buffer) {
        try {
            return channel.read(buffer) > 0;
        } catch (IOException e) {
            return false; // the agent closed the connection with unread data
        }
    }

    private CniCall of(Pod pod, int number, CniCall call) {
        String ip =
                "{\"ips\": [{\"address\": \"172.18.77." + number + "/16\"}], \"interfaces\": [{\"name\": \"eth0\"}]}";
        return call.with("META_PLUGINS_AGENT", agent.socket().toString())
                .with("CNI_CONTAINERID", pod.containerId())
                .with("CNI_NETNS", pod.netns().path().toString())
                .configured("prevResult", ip.replace("{\"ips\"", "{\"cniVersion\": \"1.0.0\", \"ips\""));
    }
}
