package meta.netlink.socket;

import meta.netlink.Errno;

/**
 * The failure of a netlink socket: it could not be opened, or an answer did not arrive.
 *
 * <p>It is unknown which of the pending requests the kernel has processed. The socket cannot be reused and must be closed. A request that
 * the kernel rejects does not throw; its reply is a {@link Reply.Rejected}.
 */
public final class NetlinkException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String operation;
    private final int errno;

    /**
     * @param operation the failed operation, such as {@code setsockopt NETLINK_GET_STRICT_CHK}
     * @param errno the reason
     */
    public NetlinkException(String operation, Errno errno) {
        super(operation + ": " + errno);
        this.operation = operation;
        this.errno = errno.number();
    }

    public String operation() {
        return operation;
    }

    /** {@return the reason; {@code ETIMEDOUT} if the answers did not arrive in time} */
    public Errno errno() {
        return Errno.of(errno);
    }
}
