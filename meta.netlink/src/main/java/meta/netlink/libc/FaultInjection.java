package meta.netlink.libc;

import org.jspecify.annotations.Nullable;

/** Makes calls of C functions fail in tests, on all threads of the process. */
@FunctionalInterface
public interface FaultInjection {
    /**
     * Decides whether a C function is called; possibly on several threads at the same time. Exceptions are thrown to the caller of the C
     * function.
     *
     * @param function the name in C
     * @param arguments the arguments, which must not be changed
     * @return 0 to call the C function; a negated errno to return it without a call
     */
    int instead(String function, long[] arguments);

    /** Installs a fault injection in place of an earlier one. */
    static void install(FaultInjection injection) {
        Installed.now = injection;
    }

    /** Removes the installed fault injection, if any. */
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
