package meta.netlink;

/**
 * Thrown if an operation fails for a temporary reason, for example because this process or the node has no descriptor or memory left. A
 * later attempt may succeed. The exception does not mean that the requested object is missing.
 */
public final class ShortageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int errno;

    /**
     * @param what the failed operation, such as {@code /proc/sys/net/ipv4/conf: open}
     * @param errno the reason: a {@linkplain Errno#isShortage shortage} or {@code EAGAIN}
     */
    public ShortageException(String what, Errno errno) {
        super(what + ": " + errno);
        this.errno = errno.number();
    }

    /** {@return the reason: a {@linkplain Errno#isShortage shortage} or {@code EAGAIN}} */
    public Errno errno() {
        return Errno.of(errno);
    }
}
