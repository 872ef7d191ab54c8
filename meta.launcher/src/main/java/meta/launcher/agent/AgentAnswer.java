package meta.launcher.agent;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import meta.netlink.unix.UnixSocket;

/**
 * What a client is to print, and how it is to end.
 *
 * @param status the exit status, 0 to 255, or that of {@link #GO_COLD}
 * @param stdout for standard output
 * @param stderr for standard error
 */
record AgentAnswer(int status, String stdout, String stderr) {
    /** The call is not made by the agent: the client makes it without one. It may be sent at any time until another answer is sent. */
    static final AgentAnswer GO_COLD = new AgentAnswer(-1, "", "");

    private static final int HEADER = 12;

    void sendTo(UnixSocket client) throws IOException {
        byte[] output = stdout.getBytes(StandardCharsets.UTF_8);
        byte[] complaints = stderr.getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(HEADER + output.length + complaints.length);
        bytes.putInt(status).putInt(output.length).putInt(complaints.length);
        bytes.put(output).put(complaints);
        client.send(bytes.array());
    }

    static AgentAnswer receiveFrom(UnixSocket agent, Duration patience) throws IOException {
        ByteBuffer header = ByteBuffer.wrap(agent.receive(HEADER, patience));
        int status = header.getInt();
        int output = header.getInt();
        int complaints = header.getInt();
        return new AgentAnswer(
                status,
                new String(agent.receive(output, patience), StandardCharsets.UTF_8),
                new String(agent.receive(complaints, patience), StandardCharsets.UTF_8));
    }
}
