package meta.netlink.socket;

import meta.netlink.Errno;

/**
 * Thrown if a netlink socket or monitor cannot be opened or fails, or if a reply does not arrive in time. Callers of this package also
 * throw it for a request that the kernel has rejected, for a failed {@code setns}, and for a sysctl that cannot be read.
 *
 * <p>After a failed operation of a socket, the socket must not be used further and must be closed. There is one exception: after {@code ENOBUFS} of a
 * receive, the socket can still receive. If requests have no reply yet, it is unknown whether the kernel has processed these requests.
 */
public final class NetlinkException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String operation;
    private final int errno;

    /**
     * @param operation the failed operation, such as {@code setsockopt NETLINK_GET_STRICT_CHK}; for a sysctl, its path
     * @param errno the errno of the operation, or of the kernel's rejection
     */
    public NetlinkException(String operation, Errno errno) {
        super(operation + ": " + errno);
        this.operation = operation;
        this.errno = errno.number();
    }

    /** {@return the failed operation, such as {@code setsockopt NETLINK_GET_STRICT_CHK}} */
    public String operation() {
        return operation;
    }

    /**
     * {@return the errno of the failed operation; {@code ETIMEDOUT} if a reply did not arrive in time}
     *
     * <p>{@code ENOBUFS} of a receive means that the kernel dropped datagrams. {@code ENOBUFS} of another operation, or of a rejected
     * request, means that the kernel had no buffer.
     */
    public Errno errno() {
        return Errno.of(errno);
    }
}
