package meta.netlink.packet;

import meta.netlink.Errno;

/** Thrown if a system call on a packet or ICMPv6 socket fails. */
public final class PacketException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int errno;

    /** @param operation the failed system call, such as {@code bind} */
    public PacketException(String operation, Errno errno) {
        super(operation + ": " + errno);
        this.errno = errno.number();
    }

    /**
     * Throws if a system call has failed.
     *
     * @param result the result of the system call, negative after a failure
     */
    static void require(String operation, int result) {
        if (result < 0) {
            throw new PacketException(operation, Errno.of(-result));
        }
    }

    /** {@return the errno of the failed system call} */
    public Errno errno() {
        return Errno.of(errno);
    }
}
