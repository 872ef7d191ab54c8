package meta.netlink.libc;

import java.nio.ByteBuffer;
import java.util.OptionalInt;

/** Receives datagrams from a netlink socket with the option {@code NETLINK_LISTEN_ALL_NSID}. Not thread-safe. */
public final class MultiNamespaceReceiver implements AutoCloseable {
    // offsets in one buffer: struct msghdr, then the struct iovec that it points to, then the control messages
    private static final int IOVEC_AT = 16; // msg_iov
    private static final int CONTROL_AT = 32; // msg_control
    private static final int CONTROL_LENGTH_AT = 40; // msg_controllen
    private static final int FLAGS_AT = 48; // msg_flags
    private static final int IOVEC = 56;
    private static final int CONTROL = 72;
    private static final int CONTROL_HEADER = 16;
    private static final int CONTROL_BYTES = 64;

    private static final NativeFunction RECVMSG = new NativeFunction("recvmsg", 3);

    private final NativeBuffer datagram;
    private final NativeBuffer header = new NativeBuffer(CONTROL + CONTROL_BYTES);
    private final ByteBuffer message = header.bytes();
    private final long address;

    /** @param bytes the size of the buffer in bytes; a larger datagram is truncated */
    public MultiNamespaceReceiver(int bytes) {
        datagram = new NativeBuffer(bytes);
        address = Libc.addressOf(message);
        while (message.hasRemaining()) {
            message.put((byte) 0);
        }
        message.clear();
        message.putLong(IOVEC_AT, address + IOVEC).putLong(IOVEC_AT + 8, 1).putLong(CONTROL_AT, address + CONTROL);
        message.putLong(IOVEC, Libc.addressOf(datagram.bytes())).putLong(IOVEC + 8, bytes);
    }

    /**
     * Receives the next datagram without waiting.
     *
     * @return the length of the datagram in bytes, before truncation; or the negated errno, {@code -EAGAIN} if no datagram has arrived
     */
    public int receive(int descriptor) {
        message.putLong(CONTROL_LENGTH_AT, CONTROL_BYTES).putInt(FLAGS_AT, 0);
        return RECVMSG.callAgain(message, descriptor, address, Libc.MSG_DONTWAIT | Libc.MSG_TRUNC);
    }

    /** {@return the buffer that begins with the last received datagram, in native byte order; valid until the next {@link #receive}} */
    public ByteBuffer datagram() {
        return datagram.bytes();
    }

    /**
     * {@return the nsid of the namespace from which the received datagram comes; empty only if that is the socket's own namespace} Must be
     * called only after a {@link #receive} that has received a datagram.
     */
    public OptionalInt nsid() {
        int end = CONTROL + (int) Math.min(CONTROL_BYTES, message.getLong(CONTROL_LENGTH_AT));
        int at = CONTROL;
        while (at + CONTROL_HEADER + 4 <= end) {
            boolean isId = message.getInt(at + 8) == Libc.SOL_NETLINK
                    && message.getInt(at + 12) == Libc.NETLINK_LISTEN_ALL_NSID;
            if (isId) {
                return OptionalInt.of(message.getInt(at + CONTROL_HEADER));
            }
            at += (int) Math.max(CONTROL_HEADER, (message.getLong(at) + 7) & ~7L);
        }
        return OptionalInt.empty();
    }

    @Override
    public void close() {
        datagram.close();
        header.close();
    }
}
