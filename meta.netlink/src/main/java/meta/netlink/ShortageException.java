package meta.netlink;

/** Thrown if an operation fails but may succeed later. */
public final class ShortageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int errno;

    /**
     * @param what the failed operation or the path that it concerns
     * @param errno an errno for which {@link Errno#isShortage} is true, or {@code EAGAIN}
     */
    public ShortageException(String what, Errno errno) {
        super(what + ": " + errno);
        this.errno = errno.number();
    }

    public Errno errno() {
        return Errno.of(errno);
    }
}
