package meta.core.kernel;

import meta.netlink.netns.NamespaceTask;
import meta.netlink.netns.NamespaceThread;
import meta.netlink.netns.NetworkNamespace;
import meta.netlink.socket.NetlinkException;
import org.jspecify.annotations.Nullable;

/** Runs work in a network namespace. */
sealed interface NamespaceExecutor {
    /**
     * Runs the work in the namespace and waits until the work has ended. An exception of the work is thrown to the caller.
     *
     * @throws NetlinkException if the kernel does not let the thread into the namespace, or does not let it return. In the latter case,
     *     the result or exception of the work is lost
     */
    <T extends @Nullable Object> T call(NamespaceTask<T, RuntimeException> work);

    /** Runs the work on the calling thread, whose home is the namespace. */
    record Direct(HomeNamespace home) implements NamespaceExecutor {
        @Override
        public <T extends @Nullable Object> T call(NamespaceTask<T, RuntimeException> work) {
            home.requireThread();
            return work.run();
        }
    }

    /** Runs the work on the calling thread, whose home is another namespace. */
    record Visiting(NetworkNamespace namespace, HomeNamespace home) implements NamespaceExecutor {
        @Override
        public <T extends @Nullable Object> T call(NamespaceTask<T, RuntimeException> work) {
            return home.visit(namespace, work);
        }
    }

    /** Runs the work on a thread that stays in the namespace. Any thread may be the caller. */
    record Dedicated(NamespaceThread thread) implements NamespaceExecutor {
        @Override
        public <T extends @Nullable Object> T call(NamespaceTask<T, RuntimeException> work) {
            return thread.call(work);
        }
    }
}
