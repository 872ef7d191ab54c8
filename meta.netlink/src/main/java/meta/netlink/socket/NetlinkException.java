package meta.netlink.socket;

import meta.netlink.Errno;

/**
 * Thrown if a netlink socket or monitor fails, or if a reply does not arrive in time. Other packages also throw it for other failed
 * operations of the kernel. It is unknown whether the kernel has processed requests without a reply.
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

    /** {@return the failed operation} */
    public String operation() {
        return operation;
    }

    /** {@return the errno of the failed operation; {@code ETIMEDOUT} if a reply did not arrive in time} */
    public Errno errno() {
        return Errno.of(errno);
    }
}
