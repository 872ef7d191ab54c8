package meta.netlink;

/**
 * Thrown if this process or the machine has no descriptor or memory left for an operation. A later attempt may succeed. The exception does not mean
 * that the requested object is missing.
 */
public final class ShortageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int errno;

    /**
     * @param what the failed operation, such as {@code /proc/sys/net/ipv4/conf: open}
     * @param errno the reason, see {@link Errno#isShortage}
     */
    public ShortageException(String what, Errno errno) {
        super(what + ": " + errno);
        this.errno = errno.number();
    }

    /** {@return the reason} */
    public Errno errno() {
        return Errno.of(errno);
    }
}
