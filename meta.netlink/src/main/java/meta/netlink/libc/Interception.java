package meta.netlink.libc;

import org.jspecify.annotations.Nullable;

/**
 * Has calls of the C library fail, to see what becomes of whoever makes them. It is for tests alone: the package is exported to no module.
 *
 * <p>It holds for the whole process until it is removed.
 */
@FunctionalInterface
public interface Interception {
    /**
     * {@return the negated errno to return in place of a call, or 0 to have the call made}
     *
     * @param function the function's name in C
     * @param arguments its arguments
     */
    int instead(String function, long[] arguments);

    /** Has all calls of this process decided upon. */
    static void install(Interception interception) {
        Installed.now = interception;
    }

    /** Has all calls made again. */
    static void remove() {
        Installed.now = null;
    }

    /** The one that is installed. */
    final class Installed {
        private static volatile @Nullable Interception now;

        private Installed() {}

        static int instead(String function, long[] arguments) {
            Interception installed = now;
            return installed == null ? 0 : installed.instead(function, arguments);
        }
    }
}
