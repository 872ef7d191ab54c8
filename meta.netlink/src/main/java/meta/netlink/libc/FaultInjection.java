package meta.netlink.libc;

import org.jspecify.annotations.Nullable;

/**
 * Makes calls of the C library fail, for tests only. The package is not exported.
 *
 * <p>An injection applies to the whole process until it is removed.
 */
@FunctionalInterface
public interface FaultInjection {
    /**
     * {@return 0 to make the call; a negated errno to return that errno without a call}
     *
     * <p>This method is called before each call of the C library in every thread, also before a call that is repeated after a signal. Threads may
     * call it at the same time. An exception of this method is thrown to the caller of the C function.
     *
     * @param function the function's name in C
     * @param arguments the function's arguments
     */
    int instead(String function, long[] arguments);

    /** Intercepts all later calls of this process. Replaces an earlier injection. */
    static void install(FaultInjection injection) {
        Installed.now = injection;
    }

    /** Removes the installed injection, if any. */
    static void remove() {
        Installed.now = null;
    }

    /** Holds the installed injection. */
    final class Installed {
        private static volatile @Nullable FaultInjection now;

        private Installed() {}

        /** {@return the result of the installed injection; 0 if none is installed} */
        static int instead(String function, long[] arguments) {
            FaultInjection installed = now;
            return installed == null ? 0 : installed.instead(function, arguments);
        }
    }
}
