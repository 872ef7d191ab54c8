package meta.launcher.agent;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import meta.netlink.unix.UnixSocket;

/**
 * The answer to a request: the output of the client, and its exit status.
 *
 * @param status the exit status, 0 to 255, or that of {@link #GO_COLD} or {@link #TOO_LARGE}
 * @param stdout for standard output
 * @param stderr for standard error
 */
record AgentAnswer(int status, String stdout, String stderr) {
    /**
     * Tells the client to make the call without the agent. The agent may send this at any time instead of another answer.
     */
    static final AgentAnswer GO_COLD = new AgentAnswer(-1, "", "");

    /**
     * Like {@link #GO_COLD}, because the call needs more memory than the agent gives to one call. The client makes the call at a low priority
     * (nice value 10), so that it does not delay the calls of other pods.
     */
    static final AgentAnswer TOO_LARGE = new AgentAnswer(-3, "", "");

    /** The agent works on the call. May be sent any number of times before an answer, in place of its exit status. */
    private static final int WORKING = -2;

    private static final int HEADER = 12;

    /** Tells the client to continue to wait. A client that receives nothing for a minute gives up the call. */
    static void sendWorkingTo(UnixSocket client) throws IOException {
        client.send(ByteBuffer.allocate(Integer.BYTES).putInt(WORKING).array());
    }

    void sendTo(UnixSocket client) throws IOException {
        byte[] output = stdout.getBytes(StandardCharsets.UTF_8);
        byte[] errors = stderr.getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(HEADER + output.length + errors.length);
        bytes.putInt(status).putInt(output.length).putInt(errors.length);
        bytes.put(output).put(errors);
        client.send(bytes.array());
    }

    /**
     * {@return the next answer of an agent}
     *
     * @param timeout how long to wait for each of the three parts of an answer
     * @throws IOException if it does not arrive
     */
    static AgentAnswer receiveFrom(UnixSocket agent, Duration timeout) throws IOException {
        ByteBuffer header = ByteBuffer.wrap(agent.receive(HEADER, timeout));
        int status = header.getInt();
        int output = header.getInt();
        int errors = header.getInt();
        return new AgentAnswer(
                status,
                new String(agent.receive(output, timeout), StandardCharsets.UTF_8),
                new String(agent.receive(errors, timeout), StandardCharsets.UTF_8));
    }
}
