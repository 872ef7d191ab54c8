package meta.netlink;

/**
 * This process or the machine has no descriptor or memory left for what was tried: it may succeed a moment later, and what was looked for may
 * well be there.
 */
public final class ShortageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int errno;

    /**
     * @param what was tried, such as {@code /proc/sys/net/ipv4/conf: open}
     * @param errno why it failed, see {@link Errno#isShortage}
     */
    public ShortageException(String what, Errno errno) {
        super(what + ": " + errno);
        this.errno = errno.number();
    }

    /** {@return why it failed} */
    public Errno errno() {
        return Errno.of(errno);
    }
}
