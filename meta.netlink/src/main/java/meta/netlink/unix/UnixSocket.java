package meta.netlink.unix;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import meta.netlink.Errno;
import meta.netlink.libc.Deadline;
import meta.netlink.libc.Descriptor;
import meta.netlink.libc.Libc;
import meta.netlink.libc.NativeBuffer;
import meta.netlink.libc.PassedFileQueue;
import meta.netlink.libc.UnixSocketCalls;

/**
 * A Unix domain socket that is connected to another socket, its peer ({@code unix(7)}). Only one thread at a time may send or receive; any
 * thread may close the socket.
 */
public final class UnixSocket implements AutoCloseable {
    private static final Duration SENDING = Duration.ofSeconds(5);

    private final Descriptor descriptor;
    private final PassedFileQueue passed = new PassedFileQueue();

    UnixSocket(Descriptor descriptor) {
        this.descriptor = descriptor;
        UnixSocketCalls.limitSending(descriptor.number(), SENDING);
    }

    /**
     * Connects a stream socket to the listener at a path. While the listener's queue of connections is full, waits up to 5 seconds.
     *
     * @param path a path in the file system, or an abstract name after {@code @}
     * @return the connection, which the caller must close
     * @throws UnixSocketException if a system call fails, for example because no process listens at the path
     * @throws IllegalArgumentException if the path is empty, is longer than {@value UnixSocketCalls#LONGEST_PATH} bytes or contains a NUL
     */
    public static UnixSocket connect(String path) throws IOException {
        return connect(path, Libc.SOCK_STREAM);
    }

    /**
     * Connects a datagram socket to the datagram socket at a path. The result can only send. Path and exceptions are those of {@link
     * #connect(String)}.
     *
     * @return the connected socket, which the caller must close
     */
    public static UnixSocket connectDatagram(String path) throws IOException {
        return connect(path, Libc.SOCK_DGRAM);
    }

    private static UnixSocket connect(String path, int type) throws IOException {
        UnixSocket socket = new UnixSocket(open(type));
        try {
            int result = UnixSocketCalls.connect(socket.descriptor.number(), path);
            if (result < 0) {
                throw refused(path + ": connect", result);
            }
            return socket;
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    static Descriptor open(int type) throws IOException {
        int result = Libc.socket(Libc.AF_UNIX, type | Libc.SOCK_CLOEXEC, 0);
        if (result < 0) {
            throw refused("socket", result);
        }
        return new Descriptor(result);
    }

    /**
     * {@return the effective user id of the peer of a stream socket when the peer connected or began to listen ({@code SO_PEERCRED}), 0 to
     * 2^32-1}
     */
    public long peerUserId() throws IOException {
        long user = UnixSocketCalls.peerUserId(descriptor.number());
        if (user < 0) {
            throw refused("getsockopt SO_PEERCRED", (int) user);
        }
        return user;
    }

    /**
     * Sends all bytes.
     *
     * @throws UnixSocketException with {@code EAGAIN} if the kernel's buffer stays full for 5 seconds; with another errno if sending fails.
     *     Some of the bytes may have been sent
     */
    public void send(byte[] bytes) throws IOException {
        send(bytes, List.of());
    }

    /**
     * Sends all bytes, and passes open files to the peer together with the first byte ({@code SCM_RIGHTS}). If there are no bytes, no file
     * is passed.
     *
     * @param files the numbers of at most 8 descriptors, which stay open in this process
     * @throws UnixSocketException as for {@link #send(byte[])}
     */
    public void send(byte[] bytes, List<Integer> files) throws IOException {
        if (bytes.length == 0) {
            return;
        }
        try (NativeBuffer memory = new NativeBuffer(bytes.length)) {
            ByteBuffer buffer = memory.bytes().put(bytes).flip();
            List<Integer> along = files;
            while (buffer.hasRemaining()) {
                int sent = UnixSocketCalls.send(descriptor.number(), buffer, along);
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
     * Waits until a number of bytes have arrived.
     *
     * @param timeout the longest time to wait for all bytes
     * @throws EOFException if the stream ends after fewer bytes
     * @throws IOException if the bytes do not arrive in time, or the connection fails; the bytes that have arrived are then lost
     */
    public byte[] receive(int length, Duration timeout) throws IOException {
        byte[] bytes = new byte[length];
        if (length == 0) {
            return bytes;
        }
        try (NativeBuffer memory = new NativeBuffer(length)) {
            fill(memory.bytes(), timeout);
            memory.bytes().flip().get(bytes);
        }
        return bytes;
    }

    private void fill(ByteBuffer buffer, Duration timeout) throws IOException {
        Deadline deadline = Deadline.in(timeout);
        while (buffer.hasRemaining()) {
            int received = UnixSocketCalls.receive(descriptor.number(), buffer, passed);
            if (received == 0) {
                throw new EOFException(buffer.position() + " of " + buffer.capacity()
                        + " bytes received before the end of the stream");
            }
            if (received > 0) {
                buffer.position(buffer.position() + received);
            } else if (received == -Errno.EAGAIN.number()) {
                awaitInput(deadline, timeout);
            } else if (received != -Errno.EINTR.number()) {
                throw refused("recvmsg", received);
            }
        }
    }

    private void awaitInput(Deadline deadline, Duration timeout) throws IOException {
        int ready = Libc.pollToRead(descriptor.number(), deadline);
        if (ready < 0) {
            throw refused("poll", ready);
        }
        if (ready == 0) {
            throw new IOException("the expected bytes have not arrived within " + timeout.toMillis() + " ms");
        }
    }

    /**
     * Receives the bytes that have arrived, without waiting.
     *
     * @param buffer a direct buffer with remaining space; the bytes are put at its position, which advances
     * @return the number of received bytes, possibly 0
     * @throws EOFException if the stream has ended, and all bytes were already received
     * @throws IOException if the connection fails, for example because the peer has closed it with unread bytes
     */
    public int receiveAvailable(ByteBuffer buffer) throws IOException {
        int received;
        do {
            received = UnixSocketCalls.receive(descriptor.number(), buffer, passed);
        } while (received == -Errno.EINTR.number());
        if (received == -Errno.EAGAIN.number()) {
            return 0;
        }
        if (received < 0) {
            throw refused("recvmsg", received);
        }
        if (received == 0) {
            throw new EOFException("end of the stream");
        }
        buffer.position(buffer.position() + received);
        return received;
    }

    int number() {
        return descriptor.number();
    }

    /** {@return the next passed file, which the caller must close; empty if there is no further file} */
    public Optional<PassedFile> takeFile() {
        return passed.take().map(PassedFile::new);
    }

    /** {@return whether {@link #takeFile} returns a file} */
    public boolean hasFiles() {
        return !passed.isEmpty();
    }

    /** {@return whether the kernel has dropped files that the peer passed} */
    public boolean hasLostFiles() {
        return passed.hasLost();
    }

    /** Closes the connection, and the passed files that {@link #takeFile} has not returned. Further calls have no effect. */
    @Override
    public void close() {
        descriptor.close();
        passed.close();
    }

    static UnixSocketException refused(String what, int result) {
        return new UnixSocketException(what, Errno.of(-result));
    }
}
