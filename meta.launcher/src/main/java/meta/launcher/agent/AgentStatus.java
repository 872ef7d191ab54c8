package meta.launcher.agent;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import meta.netlink.unix.UnixSocket;

/** Asks an agent how it is. */
public final class AgentStatus {
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private AgentStatus() {}

    /**
     * {@return what the agent says of itself}
     *
     * @throws IOException where none listens, it does not answer, or is of another build of the image
     */
    public static String of(Path socket, String build) throws IOException {
        try (UnixSocket agent = UnixSocket.connect(socket.toString())) {
            greeted(agent, build);
            agent.send(ByteBuffer.allocate(8)
                    .putInt(4)
                    .putInt(AgentRequest.STATUS_KIND)
                    .array());
            return AgentAnswer.receiveFrom(agent, PATIENCE).stdout();
        }
    }

    /** Makes sure that an agent takes clients. */
    public static void reach(Path socket, String build) throws IOException {
        try (UnixSocket agent = UnixSocket.connect(socket.toString())) {
            greeted(agent, build);
        }
    }

    private static void greeted(UnixSocket agent, String build) throws IOException {
        byte[] hello = agent.receive(Greeting.LENGTH, PATIENCE);
        if (!Arrays.equals(hello, Greeting.of(build))) {
            throw new IOException("it says \"" + Greeting.text(hello) + "\", and \"" + Greeting.text(Greeting.of(build))
                    + "\" is expected: calls of this image do without it");
        }
    }
}
