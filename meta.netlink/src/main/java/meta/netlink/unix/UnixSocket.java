package meta.netlink.unix;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import meta.netlink.Errno;
import meta.netlink.libc.Descriptor;
import meta.netlink.libc.Libc;
import meta.netlink.libc.NativeBuffer;
import meta.netlink.libc.PassedFiles;
import meta.netlink.libc.UnixCalls;

/** A connection to another process, or a way to send it datagrams. One thread at a time may use it; any may end it. */
public final class UnixSocket implements AutoCloseable {
    private static final Duration SENDING = Duration.ofSeconds(5);

    private final Descriptor descriptor;
    private final PassedFiles passed = new PassedFiles();

    UnixSocket(Descriptor descriptor) {
        this.descriptor = descriptor;
        UnixCalls.limitSending(descriptor.number(), SENDING);
    }

    /**
     * Connects to who listens at a path.
     *
     * @throws IOException where nobody does, naming path and errno
     * @throws IllegalArgumentException where the path is longer than {@value UnixCalls#LONGEST_PATH} bytes
     */
    public static UnixSocket connect(String path) throws IOException {
        return connect(path, Libc.SOCK_STREAM);
    }

    /** {@return a socket that sends datagrams to who has bound one to the path; {@code @} in front is a name in no file system} */
    public static UnixSocket connectDatagram(String path) throws IOException {
        return connect(path, Libc.SOCK_DGRAM);
    }

    private static UnixSocket connect(String path, int type) throws IOException {
        UnixSocket socket = new UnixSocket(open(type));
        int result = UnixCalls.connect(socket.descriptor.number(), path);
        if (result < 0) {
            socket.close();
            throw refused(path + ": connect", result);
        }
        return socket;
    }

    static Descriptor open(int type) throws IOException {
        int result = Libc.socket(Libc.AF_UNIX, type | Libc.SOCK_CLOEXEC, 0);
        if (result < 0) {
            throw refused("socket", result);
        }
        return new Descriptor(result);
    }

    /** {@return the user id that the process at the other end had when it connected} */
    public int peerUserId() throws IOException {
        int user = UnixCalls.peerUserId(descriptor.number());
        if (user < 0) {
            throw refused("getsockopt SO_PEERCRED", user);
        }
        return user;
    }

    /**
     * Sends all of it.
     *
     * @throws IOException where the other end is gone, or has taken nothing for 5 seconds
     */
    public void send(byte[] bytes) throws IOException {
        send(bytes, List.of());
    }

    /** Sends all of it, and open files by their numbers along with its first byte. */
    public void send(byte[] bytes, List<Integer> files) throws IOException {
        if (bytes.length == 0) {
            return;
        }
        try (NativeBuffer memory = new NativeBuffer(bytes.length)) {
            ByteBuffer buffer = memory.bytes().put(bytes).flip();
            List<Integer> along = files;
            while (buffer.hasRemaining()) {
                int sent = UnixCalls.send(descriptor.number(), buffer, along);
                if (sent >= 0) {
                    buffer.position(buffer.position() + sent);
                    along = List.of();
                } else if (sent != -Errno.EINTR.number()) {
                    throw refused("sendmsg", sent);
                }
            }
        }
    }

    /**
     * {@return so many bytes}
     *
     * @param patience how long to wait for all of them
     * @throws EOFException where the other end has sent fewer, and is gone
     * @throws IOException where they did not come in time
     */
    public byte[] receive(int length, Duration patience) throws IOException {
        byte[] bytes = new byte[length];
        if (length == 0) {
            return bytes;
        }
        try (NativeBuffer memory = new NativeBuffer(length)) {
            fill(memory.bytes(), patience);
            memory.bytes().flip().get(bytes);
        }
        return bytes;
    }

    private void fill(ByteBuffer buffer, Duration patience) throws IOException {
        long end = System.nanoTime() + patience.toNanos();
        while (buffer.hasRemaining()) {
            int received = UnixCalls.receive(descriptor.number(), buffer, passed);
            if (received == 0) {
                throw new EOFException(
                        buffer.position() + " of " + buffer.capacity() + " bytes came, and then the end");
            }
            if (received > 0) {
                buffer.position(buffer.position() + received);
            } else if (received == -Errno.EAGAIN.number()) {
                awaitInput(end, patience);
            } else if (received != -Errno.EINTR.number()) {
                throw refused("recvmsg", received);
            }
        }
    }

    private void awaitInput(long end, Duration patience) throws IOException {
        int ready;
        do {
            long left = (end - System.nanoTime() + 999_999) / 1_000_000;
            ready = Libc.pollToRead(descriptor.number(), Math.clamp(left, 0, Integer.MAX_VALUE));
        } while (ready == -Errno.EINTR.number());
        if (ready < 0) {
            throw refused("poll", ready);
        }
        if (ready == 0) {
            throw new IOException("nothing came for " + patience.toMillis() + " ms");
        }
    }

    /**
     * Receives what has come already, without waiting.
     *
     * @param buffer a direct buffer; what comes goes between its position, which is moved behind it, and its limit
     * @return how many bytes came, 0 where none is there yet
     * @throws EOFException where the other end has sent all that it will ever send
     * @throws IOException where the connection is broken
     */
    public int receiveAvailable(ByteBuffer buffer) throws IOException {
        int received;
        do {
            received = UnixCalls.receive(descriptor.number(), buffer, passed);
        } while (received == -Errno.EINTR.number());
        if (received == -Errno.EAGAIN.number()) {
            return 0;
        }
        if (received < 0) {
            throw refused("recvmsg", received);
        }
        if (received == 0) {
            throw new EOFException("the end");
        }
        buffer.position(buffer.position() + received);
        return received;
    }

    /** {@return the number of its descriptor, for {@link Poller}} */
    int number() {
        return descriptor.number();
    }

    /** {@return the next of the open files that came with what was received; empty where there is none more} */
    public Optional<PassedFile> takeFile() {
        return passed.take().map(PassedFile::new);
    }

    /** {@return whether {@link #takeFile} has one} */
    public boolean hasFiles() {
        return !passed.isEmpty();
    }

    /**
     * {@return whether open files that the other end has sent along are not here, since this process has no descriptor left: a file that is
     * missing then says nothing about what the other end could open}
     */
    public boolean hasLostFiles() {
        return passed.hasLost();
    }

    /** Ends the connection, and closes what came with it and was not taken. */
    @Override
    public void close() {
        descriptor.close();
        passed.close();
    }

    static IOException refused(String what, int result) {
        return new IOException(what + ": " + Errno.of(-result));
    }
}
