package meta.netlink.libc;

import com.kenai.jffi.MemoryIO;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import meta.netlink.KernelText;

/**
 * Calls functions of the C library. Unless its description says otherwise, a method returns the result of the C function, or the negated
 * errno if the result is -1. The functions are looked up when this class is initialized; less common functions are therefore in other
 * classes.
 *
 * <p>Buffers must be direct; their position and limit do not change. A path with a NUL causes an {@link IllegalArgumentException}. The
 * public constants are those of x86-64 and aarch64.
 */
public final class Libc {
    public static final int O_RDONLY = 0;
    public static final int O_WRONLY = 1;
    public static final int O_RDWR = 2;
    public static final int O_CREAT = 0x40;
    public static final int O_APPEND = 0x400;
    public static final int O_NONBLOCK = 0x800;
    public static final int O_CLOEXEC = 0x80000;

    public static final int AF_UNIX = 1;
    public static final int AF_INET6 = 10;
    public static final int AF_NETLINK = 16;
    public static final int AF_PACKET = 17;
    public static final int SOCK_STREAM = 1;
    public static final int SOCK_DGRAM = 2;
    public static final int SOCK_RAW = 3;
    public static final int SOCK_CLOEXEC = 0x80000;
    public static final int NETLINK_ROUTE = 0;
    public static final int IPPROTO_ICMPV6 = 58;

    public static final int SOL_SOCKET = 1;
    public static final int SO_RCVBUF = 8;
    public static final int SO_PEERCRED = 17;
    public static final int SO_SNDTIMEO = 21;
    public static final int SO_ATTACH_FILTER = 26;
    public static final int SO_RCVBUFFORCE = 33;
    public static final int SOL_IPV6 = 41;
    public static final int IPV6_MULTICAST_HOPS = 18;
    public static final int IPV6_MULTICAST_LOOP = 19;
    public static final int SOL_PACKET = 263;
    public static final int PACKET_ADD_MEMBERSHIP = 1;
    public static final int PACKET_IGNORE_OUTGOING = 23;
    public static final int SOL_NETLINK = 270;
    public static final int NETLINK_ADD_MEMBERSHIP = 1;
    public static final int NETLINK_LISTEN_ALL_NSID = 8;
    public static final int NETLINK_CAP_ACK = 10;
    public static final int NETLINK_EXT_ACK = 11;
    public static final int NETLINK_GET_STRICT_CHK = 12;

    public static final int MSG_TRUNC = 0x20;
    public static final int MSG_DONTWAIT = 0x40;
    public static final int MSG_NOSIGNAL = 0x4000;
    public static final int MSG_CMSG_CLOEXEC = 0x40000000;
    public static final int SHUT_RDWR = 2;

    public static final int LOCK_EX = 2;
    public static final int LOCK_NB = 4;
    public static final int LOCK_UN = 8;

    public static final int CLONE_NEWNET = 0x40000000;
    public static final int NS_GET_NSTYPE = 0xb703;
    public static final long NSFS_MAGIC = 0x6e736673;

    private static final int O_NOFOLLOW = System.getProperty("os.arch", "").equals("aarch64") ? 0x8000 : 0x20000;

    private static final int POLLIN = 1;
    private static final int EINTR = 4;
    private static final int STATFS_BYTES = 256; // struct statfs has 120 bytes on x86-64 and aarch64

    private static final MemoryIO MEMORY = MemoryIO.getInstance();

    private static final NativeFunction SOCKET = new NativeFunction("socket", 3);
    private static final NativeFunction CONNECT = new NativeFunction("connect", 3);
    private static final NativeFunction BIND = new NativeFunction("bind", 3);
    private static final NativeFunction SETSOCKOPT = new NativeFunction("setsockopt", 5);
    private static final NativeFunction SEND = new NativeFunction("send", 4);
    private static final NativeFunction RECV = new NativeFunction("recv", 4);
    private static final NativeFunction POLL = new NativeFunction("poll", 3);
    private static final NativeFunction OPEN = new NativeFunction("open", 3);
    private static final NativeFunction READ = new NativeFunction("read", 3);
    private static final NativeFunction GETDENTS = new NativeFunction("getdents64", 3);
    private static final NativeFunction PREAD = new NativeFunction("pread", 4);
    private static final NativeFunction WRITE = new NativeFunction("write", 3);
    private static final NativeFunction MKDIR = new NativeFunction("mkdir", 2);
    private static final NativeFunction UNLINK = new NativeFunction("unlink", 1);
    private static final NativeFunction CLOSE = new NativeFunction("close", 1);
    private static final NativeFunction FSTATFS = new NativeFunction("fstatfs", 2);
    private static final NativeFunction IOCTL = new NativeFunction("ioctl", 2);
    private static final NativeFunction FLOCK = new NativeFunction("flock", 2);
    private static final NativeFunction SETNS = new NativeFunction("setns", 2);

    private Libc() {}

    public static int socket(int domain, int type, int protocol) {
        return SOCKET.call(domain, type, protocol);
    }

    /** {@code connect(2)} of a netlink socket to the kernel. Afterwards, the socket receives no unicast messages of other sockets. */
    public static int connectToKernel(int descriptor) {
        ByteBuffer address = struct(12); // struct sockaddr_nl: family, padding, pid 0 (the kernel), no groups
        address.putShort(0, (short) AF_NETLINK);
        return CONNECT.callWith(address, descriptor, addressOf(address), address.capacity());
    }

    /**
     * {@code bind(2)} of a packet socket to a device. With {@code ETH_P_ALL}, the socket also receives outgoing frames that it has not sent
     * itself, unless {@link #PACKET_IGNORE_OUTGOING} is set.
     *
     * @param protocol an EtherType or {@code ETH_P_ALL}, in native byte order
     */
    public static int bindToDevice(int descriptor, int ifindex, int protocol) {
        ByteBuffer address = struct(20); // struct sockaddr_ll: family, protocol, ifindex; the rest is not used
        address.putShort(0, (short) AF_PACKET).putInt(4, ifindex);
        address.order(ByteOrder.BIG_ENDIAN).putShort(2, (short) protocol);
        return BIND.callWith(address, descriptor, addressOf(address), address.capacity());
    }

    /**
     * {@code bind(2)} of an IPv6 socket.
     *
     * @param address 16 bytes in network order
     * @param ifindex the index of the device, needed for a link-local unicast or multicast address
     */
    public static int bindToAddress(int descriptor, byte[] address, int ifindex) {
        ByteBuffer socketAddress = ipv6(address, ifindex);
        return BIND.callWith(socketAddress, descriptor, addressOf(socketAddress), socketAddress.capacity());
    }

    /** {@code connect(2)} of an IPv6 socket; parameters as for {@link #bindToAddress}. */
    public static int connectToAddress(int descriptor, byte[] address, int ifindex) {
        ByteBuffer socketAddress = ipv6(address, ifindex);
        return CONNECT.callWith(socketAddress, descriptor, addressOf(socketAddress), socketAddress.capacity());
    }

    private static ByteBuffer ipv6(byte[] address, int ifindex) {
        ByteBuffer socketAddress = struct(28); // struct sockaddr_in6: family, port, flow label, address, scope id
        return socketAddress.putShort(0, (short) AF_INET6).put(8, address).putInt(24, ifindex);
    }

    /** Makes the device accept frames for the MAC address of a group until the socket is closed ({@code PACKET_ADD_MEMBERSHIP}). */
    public static int joinGroup(int descriptor, int ifindex, byte[] group) {
        ByteBuffer membership =
                struct(16); // struct packet_mreq: ifindex, type PACKET_MR_MULTICAST (0), length, address
        membership.putInt(0, ifindex).putShort(6, (short) group.length).put(8, group);
        return SETSOCKOPT.callWith(
                membership,
                descriptor,
                SOL_PACKET,
                PACKET_ADD_MEMBERSHIP,
                addressOf(membership),
                membership.capacity());
    }

    /** Sets the filter of a socket ({@code SO_ATTACH_FILTER}), a program of {@link FilterProgram#of}. */
    public static int attachFilter(int descriptor, ByteBuffer program) {
        ByteBuffer filter = struct(16); // struct sock_fprog: number of instructions, pointer to them
        filter.putShort(0, (short) (program.capacity() / 8)).putLong(8, addressOf(program));
        try {
            return SETSOCKOPT.callWith(
                    filter, descriptor, SOL_SOCKET, SO_ATTACH_FILTER, addressOf(filter), filter.capacity());
        } finally {
            Reference.reachabilityFence(program);
        }
    }

    public static int setsockopt(int descriptor, int level, int option, int value) {
        ByteBuffer number = struct(4);
        number.putInt(0, value);
        return setsockopt(descriptor, level, option, number);
    }

    static int setsockopt(int descriptor, int level, int option, ByteBuffer value) {
        return SETSOCKOPT.callWith(value, descriptor, level, option, addressOf(value), value.capacity());
    }

    /** Sends the bytes from the buffer's position to its limit. */
    public static int send(int descriptor, ByteBuffer buffer) {
        return SEND.callAgain(buffer, descriptor, addressOf(buffer) + buffer.position(), buffer.remaining(), 0);
    }

    /** Receives at most the buffer's capacity, to the start of the buffer. */
    public static int recv(int descriptor, ByteBuffer buffer, int flags) {
        return RECV.callAgain(buffer, descriptor, addressOf(buffer), buffer.capacity(), flags);
    }

    /**
     * Waits until the descriptor can be read from, at most until the deadline ({@code poll(2)}). A signal does not end the wait.
     *
     * @return 1 if the descriptor can be read from, is at the end of its stream or has failed; 0 after the deadline; or the negated errno
     */
    public static int pollToRead(int descriptor, Deadline deadline) {
        ByteBuffer pollfd = struct(8); // int fd, short events, short revents
        pollfd.putInt(0, descriptor).putShort(4, (short) POLLIN);
        int result;
        do {
            result = POLL.callWith(pollfd, addressOf(pollfd), 1, deadline.milliseconds());
        } while (result == -EINTR && !deadline.isOver());
        return result == -EINTR ? 0 : result;
    }

    public static int open(String path, int flags) {
        return open(path, flags, 0);
    }

    /**
     * Opens a file, and creates it if it does not exist ({@code O_CREAT}, {@code O_NOFOLLOW}).
     *
     * @param mode the permissions of a created file; the kernel removes the bits of the umask
     */
    public static int create(String path, int flags, int mode) {
        return open(path, flags | O_CREAT | O_NOFOLLOW, mode);
    }

    private static int open(String path, int flags, int mode) {
        ByteBuffer name = text(path);
        return OPEN.callAgain(name, addressOf(name), flags, mode);
    }

    public static int mkdir(String path, int mode) {
        ByteBuffer name = text(path);
        return MKDIR.callWith(name, addressOf(name), mode);
    }

    public static int unlink(String path) {
        ByteBuffer name = text(path);
        return UNLINK.callWith(name, addressOf(name));
    }

    /** Reads at most the buffer's capacity, to the start of the buffer. */
    public static int read(int descriptor, ByteBuffer buffer) {
        return READ.callAgain(buffer, descriptor, addressOf(buffer), buffer.capacity());
    }

    /**
     * Reads the next entries of an open folder to the start of the buffer ({@code getdents64(2)}). The result is 0 after the last entry.
     */
    public static int entries(int descriptor, ByteBuffer buffer) {
        return GETDENTS.callWith(buffer, descriptor, addressOf(buffer), buffer.capacity());
    }

    /** Reads at most the buffer's capacity from the file's beginning, to the start of the buffer ({@code pread(2)}). */
    public static int readBeginning(int descriptor, ByteBuffer buffer) {
        return PREAD.callWith(buffer, descriptor, addressOf(buffer), buffer.capacity(), 0);
    }

    /** Writes the bytes, possibly only some of them. */
    public static int write(int descriptor, byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.allocateDirect(bytes.length).put(bytes);
        return WRITE.callAgain(buffer, descriptor, addressOf(buffer), bytes.length);
    }

    /** Closes a descriptor, even if the result is an error such as {@code EINTR}. */
    public static int close(int descriptor) {
        return CLOSE.call(descriptor);
    }

    /** {@return the file system type, such as {@link #NSFS_MAGIC} ({@code fstatfs(2)}), or the negated errno} */
    public static long fileSystemType(int descriptor) {
        ByteBuffer statfs = struct(STATFS_BYTES);
        int result = FSTATFS.callAgain(statfs, descriptor, addressOf(statfs));
        return result < 0 ? result : statfs.getLong(0);
    }

    /** {@code ioctl(2)} without an argument. */
    public static int ioctl(int descriptor, int request) {
        return IOCTL.call(descriptor, request);
    }

    public static int flock(int descriptor, int operation) {
        return FLOCK.call(descriptor, operation);
    }

    /**
     * Moves the calling thread to the namespace of the descriptor.
     *
     * @param kind the required kind of the namespace, such as {@link #CLONE_NEWNET}
     */
    public static int setns(int descriptor, int kind) {
        return SETNS.call(descriptor, kind);
    }

    /** {@return a direct buffer of zeros in native byte order} */
    static ByteBuffer struct(int bytes) {
        return ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
    }

    private static ByteBuffer text(String text) {
        if (text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException(
                    "a path must not contain NUL"); // C would use only the text before the NUL
        }
        byte[] bytes = KernelText.encode(text);
        return ByteBuffer.allocateDirect(bytes.length + 1).put(bytes);
    }

    static long addressOf(ByteBuffer buffer) {
        return MEMORY.getDirectBufferAddress(buffer);
    }
}
