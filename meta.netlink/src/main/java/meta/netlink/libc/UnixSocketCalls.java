package meta.netlink.libc;

import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/**
 * Calls C functions for Unix domain sockets ({@code unix(7)}), and {@code poll(2)}. Unless its description says otherwise, a method returns
 * the result of the C function, or the negated errno if the result is -1.
 *
 * <p>Buffers must be direct; their position and limit do not change. A path that begins with {@code @} is an abstract name. A path that is
 * empty, is longer than {@value #LONGEST_PATH} bytes or contains a NUL causes an {@link IllegalArgumentException}.
 */
public final class UnixSocketCalls {
    /** The maximum length of a path in UTF-8 bytes, without a final NUL ({@code struct sockaddr_un}). */
    public static final int LONGEST_PATH = 107;

    private static final int SCM_RIGHTS = 1;
    private static final int SO_ACCEPTCONN = 30;
    private static final int SO_DOMAIN = 39;
    private static final int MOST_PASSED = 8;

    // offsets in one buffer: struct msghdr, then the struct iovec that it points to, then the control messages
    private static final int IOVEC = 56;
    private static final int CONTROL = 72;
    private static final int CONTROL_HEADER = 16;
    private static final int CONTROL_LENGTH = 40; // msg_controllen
    private static final int FLAGS = 48; // msg_flags
    private static final int MSG_CTRUNC = 8;

    private static final int POLLFD_BYTES = 8; // int fd, short events, short revents
    private static final short POLLIN = 1;

    private static final NativeFunction BIND = new NativeFunction("bind", 3);
    private static final NativeFunction CONNECT = new NativeFunction("connect", 3);
    private static final NativeFunction LISTEN = new NativeFunction("listen", 2);
    private static final NativeFunction ACCEPT = new NativeFunction("accept4", 4);
    private static final NativeFunction GETSOCKOPT = new NativeFunction("getsockopt", 5);
    private static final NativeFunction SENDMSG = new NativeFunction("sendmsg", 3);
    private static final NativeFunction RECVMSG = new NativeFunction("recvmsg", 3);
    private static final NativeFunction POLL = new NativeFunction("poll", 3);
    private static final NativeFunction SHUTDOWN = new NativeFunction("shutdown", 2);
    private static final NativeFunction FCHMOD = new NativeFunction("fchmod", 2);

    private UnixSocketCalls() {}

    /** Binds a socket to a path, which must not exist yet. */
    public static int bind(int descriptor, String path) {
        ByteBuffer address = address(path);
        return BIND.callWith(address, descriptor, Libc.addressOf(address), address.capacity());
    }

    /** Connects to the socket at a path. */
    public static int connect(int descriptor, String path) {
        ByteBuffer address = address(path);
        return CONNECT.callWith(address, descriptor, Libc.addressOf(address), address.capacity());
    }

    public static int listen(int descriptor, int backlog) {
        return LISTEN.call(descriptor, backlog);
    }

    /** Waits for a connection, and returns its descriptor or the negated errno. */
    public static int accept(int descriptor) {
        return ACCEPT.call(descriptor, 0, 0, Libc.SOCK_CLOEXEC);
    }

    /** Before {@code bind(2)}, sets the mode of the socket's future file; the kernel removes the bits of the umask. */
    public static int fchmod(int descriptor, int mode) {
        return FCHMOD.call(descriptor, mode);
    }

    /** Shuts down both directions. */
    public static int shutdown(int descriptor) {
        return SHUTDOWN.call(descriptor, Libc.SHUT_RDWR);
    }

    /**
     * Limits each wait of a send or connect ({@code SO_SNDTIMEO}).
     *
     * @param timeout rounded down to microseconds; 0 microseconds stand for no limit
     */
    public static int limitSending(int descriptor, Duration timeout) {
        ByteBuffer timeval = Libc.struct(16); // seconds and microseconds
        timeval.putLong(0, timeout.toSeconds()).putLong(8, timeout.toNanosPart() / 1000);
        return Libc.setsockopt(descriptor, Libc.SOL_SOCKET, Libc.SO_SNDTIMEO, timeval);
    }

    /**
     * {@return the effective user id that the peer process had when it connected or listened ({@code SO_PEERCRED}), or the negated errno}
     */
    public static long peerUserId(int descriptor) {
        ByteBuffer answer = Libc.struct(16); // struct ucred: pid, uid, gid; then its length
        answer.putInt(12, 12);
        long address = Libc.addressOf(answer);
        int result = GETSOCKOPT.callWith(answer, descriptor, Libc.SOL_SOCKET, Libc.SO_PEERCRED, address, address + 12);
        return result < 0 ? result : Integer.toUnsignedLong(answer.getInt(4));
    }

    /** {@return whether the descriptor is a listening Unix domain socket ({@code socket(7)})} */
    public static boolean isListening(int descriptor) {
        return option(descriptor, SO_DOMAIN) == Libc.AF_UNIX && option(descriptor, SO_ACCEPTCONN) == 1;
    }

    private static int option(int descriptor, int name) {
        ByteBuffer answer = Libc.struct(8); // the value, then its length
        answer.putInt(4, 4);
        long address = Libc.addressOf(answer);
        int result = GETSOCKOPT.callWith(answer, descriptor, Libc.SOL_SOCKET, name, address, address + 4);
        return result < 0 ? result : answer.getInt(0);
    }

    /**
     * Sends the bytes from the buffer's position to its limit, possibly not all, and open files ({@code SCM_RIGHTS}).
     *
     * @param files at most {@value #MOST_PASSED} descriptors, which stay open in this process
     */
    public static int send(int descriptor, ByteBuffer buffer, List<Integer> files) {
        ByteBuffer message = message(buffer);
        if (files.isEmpty()) {
            message.putLong(CONTROL_LENGTH, 0);
        } else {
            int length = CONTROL_HEADER + 4 * files.size();
            message.putLong(CONTROL_LENGTH, length);
            message.putLong(CONTROL, length)
                    .putInt(CONTROL + 8, Libc.SOL_SOCKET)
                    .putInt(CONTROL + 12, SCM_RIGHTS);
            for (int i = 0; i < files.size(); i++) {
                message.putInt(CONTROL + CONTROL_HEADER + 4 * i, files.get(i));
            }
        }
        return call(SENDMSG, descriptor, message, buffer, Libc.MSG_NOSIGNAL);
    }

    /**
     * Receives bytes to the space from the buffer's position to its limit, without waiting.
     *
     * @param along the queue for at most {@value #MOST_PASSED} passed files
     * @return the number of bytes; 0 at the end of a stream; or the negated errno, {@code -EAGAIN} if nothing has arrived
     */
    public static int receive(int descriptor, ByteBuffer buffer, PassedFileQueue along) {
        ByteBuffer message = message(buffer);
        int result = call(RECVMSG, descriptor, message, buffer, Libc.MSG_CMSG_CLOEXEC | Libc.MSG_DONTWAIT);
        int end = result < 0 ? CONTROL : CONTROL + Math.toIntExact(message.getLong(CONTROL_LENGTH));
        for (int at = CONTROL; at + CONTROL_HEADER <= end; at += aligned(message.getLong(at))) {
            if (message.getInt(at + 8) == Libc.SOL_SOCKET && message.getInt(at + 12) == SCM_RIGHTS) {
                for (int file = at + CONTROL_HEADER; file + 4 <= at + message.getLong(at); file += 4) {
                    along.add(new Descriptor(message.getInt(file)));
                }
            }
        }
        if (result >= 0 && (message.getInt(FLAGS) & MSG_CTRUNC) != 0) {
            along.lose();
        }
        return result;
    }

    /**
     * Waits until the timeout, or until a descriptor can be read from, is closed by its peer or has failed.
     *
     * @param pollfds a direct buffer in native byte order, filled by {@link #pollFor}
     * @param count the number of descriptors
     * @param milliseconds the timeout; -1 for no limit
     * @return the number of ready descriptors, or the negated errno, {@code -EINTR} after a signal
     */
    public static int poll(ByteBuffer pollfds, int count, int milliseconds) {
        return POLL.callWith(pollfds, Libc.addressOf(pollfds), count, milliseconds);
    }

    /** Writes the entry of a descriptor to a buffer for {@link #poll}. */
    public static void pollFor(ByteBuffer pollfds, int index, int descriptor) {
        pollfds.putInt(index * POLLFD_BYTES, descriptor);
        pollfds.putShort(index * POLLFD_BYTES + 4, POLLIN).putShort(index * POLLFD_BYTES + 6, (short) 0);
    }

    /** {@return whether the descriptor was ready at the end of the last {@link #poll}} */
    public static boolean isReady(ByteBuffer pollfds, int index) {
        return pollfds.getShort(index * POLLFD_BYTES + 6) != 0;
    }

    /** {@return the size in bytes of a buffer for {@link #poll}} */
    public static int pollBytes(int count) {
        return count * POLLFD_BYTES;
    }

    private static ByteBuffer message(ByteBuffer buffer) {
        int room = CONTROL_HEADER + 4 * MOST_PASSED;
        ByteBuffer message = Libc.struct(CONTROL + room);
        long address = Libc.addressOf(message);
        message.putLong(16, address + IOVEC).putLong(24, 1);
        message.putLong(32, address + CONTROL).putLong(CONTROL_LENGTH, room);
        message.putLong(IOVEC, Libc.addressOf(buffer) + buffer.position()).putLong(IOVEC + 8, buffer.remaining());
        return message;
    }

    private static int call(NativeFunction function, int descriptor, ByteBuffer message, ByteBuffer data, int flags) {
        try {
            return function.callWith(message, descriptor, Libc.addressOf(message), flags);
        } finally {
            Reference.reachabilityFence(data);
        }
    }

    private static int aligned(long length) {
        return Math.max(CONTROL_HEADER, (int) (length + 7) & ~7);
    }

    private static ByteBuffer address(String path) {
        byte[] bytes = path.getBytes(StandardCharsets.UTF_8);
        if (bytes.length == 0 || bytes.length > LONGEST_PATH || path.indexOf('\0') >= 0) {
            throw new IllegalArgumentException(
                    "socket path \"" + path + "\": 1 to " + LONGEST_PATH + " bytes without a NUL are expected");
        }
        boolean abstractName = bytes[0] == '@';
        ByteBuffer address = Libc.struct(2 + bytes.length + (abstractName ? 0 : 1)); // struct sockaddr_un
        address.putShort(0, (short) Libc.AF_UNIX).put(2, bytes);
        if (abstractName) {
            address.put(2, (byte) 0);
        }
        return address;
    }
}
