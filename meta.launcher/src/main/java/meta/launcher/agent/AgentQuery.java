package meta.launcher.agent;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import meta.netlink.unix.UnixSocket;

/**
 * Asks a running agent for its status, or checks that it accepts clients. Each method waits up to five seconds for the connection, and up
 * to two seconds for each part of the response.
 */
public final class AgentQuery {
    /** The path of the agent's socket if {@code META_PLUGINS_AGENT} is not set. */
    public static final String DEFAULT_SOCKET = "/run/meta-plugins/agent.sock";

    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    private AgentQuery() {}

    /**
     * {@return the status of the agent, as text for people}
     *
     * @param build the build that the agent must have
     * @throws IOException if no agent of this build can be reached, or it does not send its status in time
     * @throws IllegalArgumentException if the path is empty or too long for a socket
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
     * @param build the build that the agent must have
     * @throws EOFException if the agent closes the connection before its greeting has arrived
     * @throws IOException if no agent of this build can be reached, or its greeting does not arrive in time
     * @throws IllegalArgumentException as for {@link #of}
     */
    public static void requireReachable(Path socket, String build) throws IOException {
        try (UnixSocket agent = UnixSocket.connect(socket.toString())) {
            receiveGreeting(agent, build);
        }
    }

    /**
     * Checks that an agent responds to clients. Closing the connection is a response too, because an agent with too many clients does that.
     *
     * @param build the build that a greeting must contain
     * @throws IOException if no agent can be reached, it greets with another build, or there is no response in time
     * @throws IllegalArgumentException as for {@link #of}
     */
    public static void requireResponsive(Path socket, String build) throws IOException {
        try {
            requireReachable(socket, build);
        } catch (EOFException e) {
            return; // the agent has accepted and closed the connection
        }
    }

    private static void receiveGreeting(UnixSocket agent, String build) throws IOException {
        byte[] greeting = agent.receive(AgentGreeting.LENGTH, TIMEOUT);
        if (!Arrays.equals(greeting, AgentGreeting.of(build))) {
            throw new IOException("the agent is \"" + AgentGreeting.text(greeting) + "\", but this image is \""
                    + AgentGreeting.text(AgentGreeting.of(build)) + "\": calls of this image do not use the agent");
        }
    }
}
