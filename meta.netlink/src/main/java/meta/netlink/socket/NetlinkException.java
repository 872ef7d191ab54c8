package meta.netlink.socket;

import meta.netlink.Errno;

/**
 * A netlink socket that failed as such: it could not be opened, or an answer did not come.
 *
 * <p>What the kernel has done of the requests that were under way is then not known, and the socket is good for nothing but to be
 * closed. A request that the kernel refuses is no exception but a {@link Reply.Rejected}.
 */
public final class NetlinkException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String operation;
    private final int errno;

    /**
     * @param operation what was tried, such as {@code setsockopt NETLINK_GET_STRICT_CHK}
     * @param errno why it failed
     */
    public NetlinkException(String operation, Errno errno) {
        super(operation + ": " + errno);
        this.operation = operation;
        this.errno = errno.number();
    }

    public String operation() {
        return operation;
    }

    /** {@return why; {@code ETIMEDOUT} where the deadline passed} */
    public Errno errno() {
        return Errno.of(errno);
    }
}
