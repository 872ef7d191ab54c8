package meta.core.kernel;

import meta.netlink.netns.NamespaceTask;
import meta.netlink.netns.NamespaceThread;
import meta.netlink.netns.NetworkNamespace;
import meta.netlink.socket.NetlinkException;
import org.jspecify.annotations.Nullable;

/** Runs work in a network namespace: directly, by visiting it, or on a dedicated thread. */
sealed interface NamespaceExecutor {
    /**
     * Runs the work and waits for it.
     *
     * @return the result of the work
     * @throws NetlinkException if the kernel does not let the thread in (the work is not done) or does not let the thread return (the work is done,
     *     and its result is lost)
     */
    <T extends @Nullable Object> T call(NamespaceTask<T, RuntimeException> work);

    /**
     * The calling thread belongs in the namespace. If the thread is away, it is moved back before the work is done.
     *
     * @param home the namespace
     */
    record Direct(HomeNamespace home) implements NamespaceExecutor {
        @Override
        public <T extends @Nullable Object> T call(NamespaceTask<T, RuntimeException> work) {
            home.requireThread();
            return work.run();
        }
    }

    /**
     * The calling thread belongs in another namespace, and enters and leaves this one for each piece of work.
     *
     * @param namespace the namespace in which the work is done
     * @param home the namespace to which the thread returns
     */
    record Visiting(NetworkNamespace namespace, HomeNamespace home) implements NamespaceExecutor {
        @Override
        public <T extends @Nullable Object> T call(NamespaceTask<T, RuntimeException> work) {
            return home.visit(namespace, work);
        }
    }

    /**
     * A thread that stays in the namespace does the work. Any thread may call.
     *
     * @param thread the thread in the namespace
     */
    record Dedicated(NamespaceThread thread) implements NamespaceExecutor {
        @Override
        public <T extends @Nullable Object> T call(NamespaceTask<T, RuntimeException> work) {
            return thread.call(work);
        }
    }
}
