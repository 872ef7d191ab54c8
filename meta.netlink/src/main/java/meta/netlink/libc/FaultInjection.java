package meta.netlink.libc;

import org.jspecify.annotations.Nullable;

/** Makes calls of the C library fail, for tests only. An injection applies to the whole process until it is removed. */
@FunctionalInterface
public interface FaultInjection {
    /**
     * {@return 0 to make the call; a negated errno to return that errno without a call}
     *
     * <p>Called before each call of the C library, also by several threads at the same time. An exception is thrown to the caller of the C function.
     *
     * @param function the function's name in C
     */
    int instead(String function, long[] arguments);

    /** Replaces an earlier injection. */
    static void install(FaultInjection injection) {
        Installed.now = injection;
    }

    static void remove() {
        Installed.now = null;
    }

    final class Installed {
        private static volatile @Nullable FaultInjection now;

        private Installed() {}

        static int instead(String function, long[] arguments) {
            FaultInjection installed = now;
            return installed == null ? 0 : installed.instead(function, arguments);
        }
    }
}
