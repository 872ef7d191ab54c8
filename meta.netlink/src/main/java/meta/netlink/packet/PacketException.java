package meta.netlink.packet;

import meta.netlink.Errno;

/** Thrown if a system call on a packet or ICMPv6 socket fails. */
public final class PacketException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int errno;

    public PacketException(String operation, Errno errno) {
        super(operation + ": " + errno);
        this.errno = errno.number();
    }

    /** @param result the result of the system call; if negative, the negated errno */
    static void require(String operation, int result) {
        if (result < 0) {
            throw new PacketException(operation, Errno.of(-result));
        }
    }

    /** {@return the reason, such as {@code ENETDOWN} if the device is down} */
    public Errno errno() {
        return Errno.of(errno);
    }
}
