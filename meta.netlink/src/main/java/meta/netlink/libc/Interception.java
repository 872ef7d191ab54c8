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
     * <p>It is asked before each call in every thread, also before a call that is repeated after a signal.
     *
     * @param function the function's name in C
     * @param arguments its arguments
     */
    int instead(String function, long[] arguments);

    /** Intercepts all later calls of this process; replaces an earlier interception. */
    static void install(Interception interception) {
        Installed.now = interception;
    }

    /** Ends the interception. */
    static void remove() {
        Installed.now = null;
    }

    /** Holds the installed interception. */
    final class Installed {
        private static volatile @Nullable Interception now;

        private Installed() {}

        static int instead(String function, long[] arguments) {
            Interception installed = now;
            return installed == null ? 0 : installed.instead(function, arguments);
        }
    }
}
