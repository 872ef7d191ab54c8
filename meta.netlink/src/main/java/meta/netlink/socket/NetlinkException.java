package meta.netlink.socket;

import meta.netlink.Errno;

/**
 * Thrown if a netlink socket fails: it cannot be opened, a system call fails, or a reply does not arrive in time.
 *
 * <p>Afterwards it is unknown which of the pending requests the kernel has processed. The socket cannot be reused and must be closed. If the kernel
 * rejects a request, no exception is thrown; the reply is a {@link Reply.Rejected}.
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

    /** {@return the failed operation, without the errno} */
    public String operation() {
        return operation;
    }

    /** {@return the reason, such as {@code ETIMEDOUT} if a reply did not arrive in time or {@code ENOBUFS} if the kernel dropped datagrams} */
    public Errno errno() {
        return Errno.of(errno);
    }
}
