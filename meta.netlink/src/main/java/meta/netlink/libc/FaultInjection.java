package meta.netlink.libc;

import org.jspecify.annotations.Nullable;

/**
 * Makes calls of C functions fail, for tests only. An installed fault injection applies to all threads of the process until it is removed or
 * replaced.
 */
@FunctionalInterface
public interface FaultInjection {
    /**
     * Decides whether a C function is called. This method runs before each call, possibly on several threads at the same time. An exception of this
     * method is thrown to the code that calls the C function.
     *
     * @param function the function's name in C
     * @param arguments the function's arguments, which must not be changed; a pointer is the address
     * @return 0 to call the C function; or a negated errno, which becomes the result without a call
     */
    int instead(String function, long[] arguments);

    /** Installs a fault injection in place of an earlier one. */
    static void install(FaultInjection injection) {
        Installed.now = injection;
    }

    /** Removes the installed fault injection. Has no effect if none is installed. */
    static void remove() {
        Installed.now = null;
    }

    /** Holds the installed fault injection. */
    final class Installed {
        private static volatile @Nullable FaultInjection now;

        private Installed() {}

        static int instead(String function, long[] arguments) {
            FaultInjection installed = now;
            return installed == null ? 0 : installed.instead(function, arguments);
        }
    }
}
