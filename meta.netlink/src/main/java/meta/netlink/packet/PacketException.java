package meta.netlink.packet;

import meta.netlink.Errno;

/** A packet socket that failed: it could not be opened, or its device is gone or down. It is good for nothing but to be closed. */
public final class PacketException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int errno;

    /**
     * @param operation what was tried, such as {@code bind}
     * @param errno why it failed
     */
    public PacketException(String operation, Errno errno) {
        super(operation + ": " + errno);
        this.errno = errno.number();
    }

    /**
     * Makes sure that a system call has succeeded.
     *
     * @param operation the call
     * @param result what it returned: the negated errno where it failed
     */
    static void require(String operation, int result) {
        if (result < 0) {
            throw new PacketException(operation, Errno.of(-result));
        }
    }

    /** {@return why, such as {@code ENETDOWN} where the device is down} */
    public Errno errno() {
        return Errno.of(errno);
    }
}
