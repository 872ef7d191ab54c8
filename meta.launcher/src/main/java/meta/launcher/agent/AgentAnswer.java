package meta.launcher.agent;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import meta.netlink.unix.UnixSocket;

/**
 * The answer to a client: what the client prints, and its exit status.
 *
 * @param status the exit status of the client, 0 to 255; negative in {@link #GO_COLD} and {@link #TOO_LARGE}
 */
record AgentAnswer(int status, String stdout, String stderr) {
    /**
     * Tells the client to make a cold call, or that the agent cannot report its status. May be sent before the whole request has arrived.
     */
    static final AgentAnswer GO_COLD = new AgentAnswer(-1, "", "");

    /** Tells the client to make a cold call at a low priority, because the call needs too much memory for the agent. */
    static final AgentAnswer TOO_LARGE = new AgentAnswer(-3, "", "");

    private static final int WORKING = -2;

    private static final int HEADER = 12;

    /** The maximum number of bytes of a received text. */
    private static final int MAX_TEXT = 1 << 20;

    /**
     * Tells the client that the agent still works on its call. May be called several times before {@link #sendTo}.
     *
     * @throws IOException as for {@link UnixSocket#send(byte[])}
     */
    static void sendWorkingTo(UnixSocket client) throws IOException {
        client.send(ByteBuffer.allocate(Integer.BYTES).putInt(WORKING).array());
    }

    /**
     * Sends the answer.
     *
     * @throws IOException as for {@link UnixSocket#send(byte[])}
     */
    void sendTo(UnixSocket client) throws IOException {
        byte[] output = stdout.getBytes(StandardCharsets.UTF_8);
        byte[] errors = stderr.getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(HEADER + output.length + errors.length);
        bytes.putInt(status).putInt(output.length).putInt(errors.length);
        bytes.put(output).put(errors);
        client.send(bytes.array());
    }

    /**
     * {@return the answer of an agent to a request for its status}
     *
     * @param timeout the time limit for each part of the answer: the header, standard output and standard error
     * @throws IOException if a part does not arrive in time, the connection ends or fails, or a length in the header is out of range
     */
    static AgentAnswer receiveFrom(UnixSocket agent, Duration timeout) throws IOException {
        ByteBuffer header = ByteBuffer.wrap(agent.receive(HEADER, timeout));
        int status = header.getInt();
        int output = header.getInt();
        int errors = header.getInt();
        if (output < 0 || output > MAX_TEXT || errors < 0 || errors > MAX_TEXT) {
            throw new IOException("the answer of the agent is malformed");
        }
        return new AgentAnswer(
                status,
                new String(agent.receive(output, timeout), StandardCharsets.UTF_8),
                new String(agent.receive(errors, timeout), StandardCharsets.UTF_8));
    }
}
