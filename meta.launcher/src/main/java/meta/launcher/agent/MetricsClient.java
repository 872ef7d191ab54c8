package meta.launcher.agent;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** One who asks for the figures. Not for use by several threads. */
final class MetricsClient {
    private static final int LONGEST_REQUEST = 8192;

    private final SocketChannel channel;
    private final ByteBuffer request = ByteBuffer.allocate(LONGEST_REQUEST);
    private @Nullable ByteBuffer answer;

    MetricsClient(SocketChannel channel) {
        this.channel = channel;
    }

    /** {@return whether all of the request has come, after what there is to read} */
    boolean hasAsked() throws IOException {
        if (answer != null) {
            return false;
        }
        boolean ended = request.hasRemaining() && channel.read(request) < 0;
        String text = new String(request.array(), 0, request.position(), StandardCharsets.US_ASCII);
        return ended || !request.hasRemaining() || text.contains("\r\n\r\n");
    }

    void answer(ByteBuffer whole) {
        answer = whole;
    }

    /** {@return whether all of the answer is sent, after what can be sent now} */
    boolean hasBeenAnswered() throws IOException {
        if (answer == null) {
            return false;
        }
        channel.write(answer);
        return !answer.hasRemaining();
    }

    void close() {
        try {
            channel.close();
        } catch (IOException e) {
            return; // it has gone
        }
    }
}
