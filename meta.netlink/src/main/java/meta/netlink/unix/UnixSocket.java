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
import meta.netlink.libc.PassedFiles;
import meta.netlink.libc.UnixCalls;

/**
 * A Unix domain socket that is connected to another process, its peer ({@code unix(7)}): a stream, or a datagram socket for sending. One thread at a
 * time may use the socket; any thread may close it. After {@link #close}, sending and receiving throw {@link IllegalStateException}.
 */
public final class UnixSocket implements AutoCloseable {
    private static final Duration SENDING = Duration.ofSeconds(5);

    private final Descriptor descriptor;
    private final PassedFiles passed = new PassedFiles();

    UnixSocket(Descriptor descriptor) {
        this.descriptor = descriptor;
        UnixCalls.limitSending(descriptor.number(), SENDING);
    }

    /**
     * Connects a stream socket to the listener at a path.
     *
     * @return the connection, which the caller must close
     * @throws UnixSocketException if there is no listener or the kernel refuses; the message contains the path and the errno
     * @throws IllegalArgumentException if the path is empty, is longer than {@value UnixCalls#LONGEST_PATH} bytes or contains a NUL
     */
    public static UnixSocket connect(String path) throws IOException {
        return connect(path, Libc.SOCK_STREAM);
    }

    /**
     * {@return a socket that sends datagrams to the socket at a path; the caller must close it}
     *
     * @param path a path, or an abstract name after {@code @}
     * @throws UnixSocketException as {@link #connect}
     * @throws IllegalArgumentException as {@link #connect}
     */
    public static UnixSocket connectDatagram(String path) throws IOException {
        return connect(path, Libc.SOCK_DGRAM);
    }

    private static UnixSocket connect(String path, int type) throws IOException {
        UnixSocket socket = new UnixSocket(open(type));
        try {
            int result = UnixCalls.connect(socket.descriptor.number(), path);
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
     * {@return the effective user id that the peer process had when it connected ({@code SO_PEERCRED}), 0 to 2^32-1}
     *
     * @throws UnixSocketException if the kernel refuses
     */
    public long peerUserId() throws IOException {
        long user = UnixCalls.peerUserId(descriptor.number());
        if (user < 0) {
            throw refused("getsockopt SO_PEERCRED", (int) user);
        }
        return user;
    }

    /**
     * Sends all bytes.
     *
     * @throws UnixSocketException with {@code EPIPE} if the peer has closed the connection, {@code EAGAIN} if the peer reads nothing for 5 seconds;
     *     some bytes may have been sent
     */
    public void send(byte[] bytes) throws IOException {
        send(bytes, List.of());
    }

    /**
     * Sends all bytes, and open files with the first byte ({@code SCM_RIGHTS}). Without bytes, no files are sent.
     *
     * @param files descriptor numbers, at most 8; they stay open in this process
     */
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
     * {@return the next {@code length} bytes; after an exception, the bytes that have arrived are lost}
     *
     * @throws EOFException if the peer closes the connection after fewer bytes
     * @throws IOException if the bytes do not arrive in time, or the connection fails
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
            int received = UnixCalls.receive(descriptor.number(), buffer, passed);
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
     * @param buffer a direct buffer with space; its position advances
     * @return the number of bytes; 0 if none has arrived
     * @throws EOFException if the peer has closed the connection and all bytes were received
     * @throws IOException if the connection fails
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
            throw new EOFException("end of the stream");
        }
        buffer.position(buffer.position() + received);
        return received;
    }

    int number() {
        return descriptor.number();
    }

    /** {@return the next file that the peer has passed with the received bytes, which the caller must close; empty if there is none} */
    public Optional<PassedFile> takeFile() {
        return passed.take().map(PassedFile::new);
    }

    /** {@return whether {@link #takeFile} returns a file} */
    public boolean hasFiles() {
        return !passed.isEmpty();
    }

    /**
     * {@return whether the kernel has ever dropped files that the peer had passed, because this process had no descriptor left or more than 8 files
     * arrived at once}
     */
    public boolean hasLostFiles() {
        return passed.hasLost();
    }

    /** Closes the connection and the passed files that were not taken. */
    @Override
    public void close() {
        descriptor.close();
        passed.close();
    }

    /**
     * {@return the exception for a failed system call}
     *
     * @param result the negated errno
     */
    static UnixSocketException refused(String what, int result) {
        return new UnixSocketException(what, Errno.of(-result));
    }
}
