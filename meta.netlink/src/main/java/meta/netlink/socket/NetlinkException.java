package meta.netlink.socket;

import meta.netlink.Errno;

/**
 * Thrown if a netlink socket cannot be opened, a system call fails, or a reply does not arrive in time. The socket must then be closed. If requests
 * have no reply yet, it is unknown whether the kernel has processed these requests.
 */
public final class NetlinkException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String operation;
    private final int errno;

    /** @param operation the failed operation, such as {@code setsockopt NETLINK_GET_STRICT_CHK} */
    public NetlinkException(String operation, Errno errno) {
        super(operation + ": " + errno);
        this.operation = operation;
        this.errno = errno.number();
    }

    public String operation() {
        return operation;
    }

    /**
     * {@return the errno of the failed operation; {@code ETIMEDOUT} if a reply did not arrive in time, {@code ENOBUFS} if the kernel dropped
     * datagrams}
     */
    public Errno errno() {
        return Errno.of(errno);
    }
}
