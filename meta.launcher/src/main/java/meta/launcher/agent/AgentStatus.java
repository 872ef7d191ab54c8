package meta.launcher.agent;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import meta.netlink.unix.UnixSocket;

/** Asks a running agent for its status, over the socket that calls use too. */
public final class AgentStatus {
    /** The socket of the agent if the environment does not name one; the plugins use the same default. */
    public static final String DEFAULT_SOCKET = "/run/meta-plugins/agent.sock";

    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    private AgentStatus() {}

    /**
     * {@return the status as text for people}
     *
     * @throws IOException if no agent listens at the socket, the agent does not answer, or the agent is of another build of the image
     */
    public static String of(Path socket, String build) throws IOException {
        try (UnixSocket agent = UnixSocket.connect(socket.toString())) {
            receiveGreeting(agent, build);
            agent.send(ByteBuffer.allocate(8)
                    .putInt(4)
                    .putInt(AgentRequest.STATUS_KIND)
                    .array());
            AgentAnswer answer = AgentAnswer.receiveFrom(agent, TIMEOUT);
            if (answer.equals(AgentAnswer.GO_COLD)) {
                throw new IOException("the agent runs, but has too many clients to answer; try again");
            }
            return answer.stdout();
        }
    }

    /**
     * Checks that an agent accepts clients.
     *
     * @throws IOException if it does not
     */
    public static void requireReachable(Path socket, String build) throws IOException {
        try (UnixSocket agent = UnixSocket.connect(socket.toString())) {
            receiveGreeting(agent, build);
        }
    }

    private static void receiveGreeting(UnixSocket agent, String build) throws IOException {
        byte[] greeting = agent.receive(Greeting.LENGTH, TIMEOUT);
        if (!Arrays.equals(greeting, Greeting.of(build))) {
            throw new IOException("the agent is \"" + Greeting.text(greeting) + "\", but this image is \""
                    + Greeting.text(Greeting.of(build)) + "\": calls of this image do not use the agent");
        }
    }
}
