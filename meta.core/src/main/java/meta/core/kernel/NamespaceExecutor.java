package meta.core.kernel;

import meta.netlink.netns.NamespaceTask;
import meta.netlink.netns.NamespaceThread;
import meta.netlink.netns.NetworkNamespace;
import meta.netlink.socket.NetlinkException;
import org.jspecify.annotations.Nullable;

/** Runs work in a network namespace. */
sealed interface NamespaceExecutor {
    /**
     * Runs the work and waits for it.
     *
     * @throws NetlinkException if the kernel does not let the thread in (the work is not done) or does not let it return (the work is done, and its
     *     result is lost)
     */
    <T extends @Nullable Object> T call(NamespaceTask<T, RuntimeException> work);

    /** The calling thread belongs in the namespace. If it is away, it is moved back before the work is done. */
    record Direct(HomeNamespace home) implements NamespaceExecutor {
        @Override
        public <T extends @Nullable Object> T call(NamespaceTask<T, RuntimeException> work) {
            home.requireThread();
            return work.run();
        }
    }

    /** The calling thread belongs in another namespace, and enters and leaves this one for each piece of work. */
    record Visiting(NetworkNamespace namespace, HomeNamespace home) implements NamespaceExecutor {
        @Override
        public <T extends @Nullable Object> T call(NamespaceTask<T, RuntimeException> work) {
            return home.visit(namespace, work);
        }
    }

    /** A thread that stays in the namespace does the work. Any thread may call. */
    record Dedicated(NamespaceThread thread) implements NamespaceExecutor {
        @Override
        public <T extends @Nullable Object> T call(NamespaceTask<T, RuntimeException> work) {
            return thread.call(work);
        }
    }
}
