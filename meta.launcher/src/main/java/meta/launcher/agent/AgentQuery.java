package meta.launcher.agent;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import meta.netlink.unix.UnixSocket;

/** Asks a running agent for its status, or checks that an agent accepts clients. */
public final class AgentQuery {
    /** The path of the agent's socket if {@code META_PLUGINS_AGENT} is not set. */
    public static final String DEFAULT_SOCKET = "/run/meta-plugins/agent.sock";

    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    private AgentQuery() {}

    /**
     * {@return the status as text for people}
     *
     * @throws IOException if no agent of this build listens, or the agent sends nothing for two seconds or is too busy
     * @throws IllegalArgumentException if the path is too long for a socket
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
     * Checks that an agent of a build accepts clients.
     *
     * @throws IOException if no agent of the build sends its greeting within two seconds
     * @throws IllegalArgumentException if the path is too long for a socket
     */
    public static void requireReachable(Path socket, String build) throws IOException {
        try (UnixSocket agent = UnixSocket.connect(socket.toString())) {
            receiveGreeting(agent, build);
        }
    }

    /**
     * Checks that an agent handles its clients. An agent that closes the connection without a greeting has no room for another client, but handles its
     * clients.
     *
     * @throws IOException if no agent listens, or the agent neither answers nor closes the connection within two seconds, or is of another build
     * @throws IllegalArgumentException if the path is too long for a socket
     */
    public static void requireResponsive(Path socket, String build) throws IOException {
        try {
            requireReachable(socket, build);
        } catch (EOFException e) {
            return; // the agent has accepted and closed the connection
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
