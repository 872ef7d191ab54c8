package meta.image.install.conflist;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * A minimal gRPC client of a container runtime (CRI v1). It opens one HTTP/2 connection (RFC 9113) for each call. It sends all headers as
 * literals (RFC 7541 6.2.2), and does not decode the headers of the answer.
 *
 * @param socket the Unix domain socket of the runtime
 */
record CriClient(Path socket) {
    private static final int DATA = 0;
    private static final int HEADERS = 1;
    private static final int RST_STREAM = 3;
    private static final int SETTINGS = 4;
    private static final int PING = 6;
    private static final int GOAWAY = 7;
    private static final int ACK = 1;
    private static final int END_STREAM = 1;
    private static final int END_HEADERS = 4;

    /**
     * {@return the id of a new pod sandbox with this name}
     *
     * @throws IOException if the call fails
     */
    String runPod(String name) throws IOException {
        byte[] answer = call("RunPodSandbox", field(1, podConfig(name)));
        return new String(answer, 2, answer.length - 2, StandardCharsets.UTF_8); // field 1: tag, length, id
    }

    /**
     * Stops and removes a pod sandbox.
     *
     * @throws IOException if a call fails
     */
    void removePod(String id) throws IOException {
        byte[] request = field(1, id.getBytes(StandardCharsets.UTF_8));
        call("StopPodSandbox", request);
        call("RemovePodSandbox", request);
    }

    private static byte[] podConfig(String name) {
        byte[] metadata = joined(List.of(text(1, name), text(2, "uid-" + name), text(3, "default")));
        return joined(List.of(field(1, metadata), text(2, name), text(3, "/tmp"), field(8, new byte[0])));
    }

    private static byte[] text(int number, String value) {
        return field(number, value.getBytes(StandardCharsets.UTF_8));
    }

    /** {@return a length-delimited field of a protocol buffer, with its tag and its length} */
    private static byte[] field(int number, byte[] value) {
        if (value.length > 127) {
            return joined(List.of(
                    new byte[] {
                        (byte) ((number << 3) | 2), (byte) ((value.length & 127) | 128), (byte) (value.length >> 7)
                    },
                    value));
        }
        return joined(List.of(new byte[] {(byte) ((number << 3) | 2), (byte) value.length}, value));
    }

    private static byte[] joined(List<byte[]> parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        parts.forEach(all::writeBytes);
        return all.toByteArray();
    }

    private byte[] call(String method, byte[] message) throws IOException {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(socket));
            send(channel, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            send(channel, frame(SETTINGS, 0, 0, new byte[0]));
            send(channel, frame(HEADERS, END_HEADERS, 1, headers("/runtime.v1.RuntimeService/" + method)));
            byte[] length =
                    ByteBuffer.allocate(5).put((byte) 0).putInt(message.length).array();
            send(channel, frame(DATA, END_STREAM, 1, joined(List.of(length, message))));
            return answer(method, channel);
        }
    }

    private static byte[] answer(String method, SocketChannel channel) throws IOException {
        DataInputStream in = new DataInputStream(Channels.newInputStream(channel));
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        while (true) {
            int length = (in.readUnsignedShort() << 8) | in.readUnsignedByte();
            int type = in.readUnsignedByte();
            int flags = in.readUnsignedByte();
            int stream = in.readInt();
            byte[] payload = in.readNBytes(length);
            if (type == DATA) {
                data.writeBytes(payload);
            } else if ((type == SETTINGS || type == PING) && (flags & ACK) == 0) {
                send(channel, frame(type, ACK, 0, type == PING ? payload : new byte[0]));
            }
            if (stream == 1 && (type == DATA || type == HEADERS) && (flags & END_STREAM) != 0) {
                byte[] all = data.toByteArray();
                if (all.length < 5) {
                    throw new IOException(method + " has failed: " + new String(payload, StandardCharsets.ISO_8859_1));
                }
                return Arrays.copyOfRange(all, 5, all.length); // without the flag and the length of the message
            }
            if (type == RST_STREAM || type == GOAWAY) {
                throw new IOException(method + " has failed: " + new String(payload, StandardCharsets.ISO_8859_1));
            }
        }
    }

    private static byte[] headers(String path) {
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        List.of(
                        Map.entry(":method", "POST"),
                        Map.entry(":scheme", "http"),
                        Map.entry(":path", path),
                        Map.entry(":authority", "localhost"),
                        Map.entry("content-type", "application/grpc"),
                        Map.entry("te", "trailers"))
                .forEach(header -> {
                    block.write(0); // literal without indexing, new name
                    literal(block, header.getKey());
                    literal(block, header.getValue());
                });
        return block.toByteArray();
    }

    private static void literal(ByteArrayOutputStream block, String text) {
        block.write(text.length()); // all texts are shorter than 127: a length of one byte, no Huffman code
        block.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] frame(int type, int flags, int stream, byte[] payload) {
        return ByteBuffer.allocate(9 + payload.length)
                .put((byte) (payload.length >> 16))
                .putShort((short) payload.length)
                .put((byte) type)
                .put((byte) flags)
                .putInt(stream)
                .put(payload)
                .array();
    }

    private static void send(SocketChannel channel, byte[] bytes) throws IOException {
        ByteBuffer left = ByteBuffer.wrap(bytes);
        while (left.hasRemaining()) {
            channel.write(left);
        }
    }
}
