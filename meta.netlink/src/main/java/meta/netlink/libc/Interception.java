package meta.netlink.libc;

import org.jspecify.annotations.Nullable;

/**
 * Makes calls of the C library fail, for tests only. The package is not exported.
 *
 * <p>An interception applies to the whole process until it is removed.
 */
@FunctionalInterface
public interface Interception {
    /**
     * {@return the negated errno to return instead of calling, or 0 to make the call}
     *
     * @param function the function's name in C
     * @param arguments its arguments
     */
    int instead(String function, long[] arguments);

    /** Intercepts all calls of this process. */
    static void install(Interception interception) {
        Installed.now = interception;
    }

    /** Ends the interception. */
    static void remove() {
        Installed.now = null;
    }

    /** The installed interception. */
    final class Installed {
        private static volatile @Nullable Interception now;

        private Installed() {}

        static int instead(String function, long[] arguments) {
            Interception installed = now;
            return installed == null ? 0 : installed.instead(function, arguments);
        }
    }
}
