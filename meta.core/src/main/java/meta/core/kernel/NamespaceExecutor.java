package meta.core.kernel;

import meta.netlink.netns.NamespaceThread;
import meta.netlink.netns.NetworkNamespace;
import meta.netlink.netns.NamespaceTask;
import meta.netlink.socket.NetlinkException;
import org.jspecify.annotations.Nullable;

/** Where the calling thread is, seen from a namespace, and with that how something is done in there. */
sealed interface NamespaceExecutor extends AutoCloseable {
    /**
     * {@return what the work returns when it is done in the namespace}
     *
     * @throws NetlinkException where the kernel does not let the thread in
     */
    <T extends @Nullable Object> T call(NetworkNamespace namespace, NamespaceTask<T, RuntimeException> work);

    /** Nothing more is to be done in there. */
    @Override
    default void close() {}

    /**
     * It is there.
     *
     * @param home that namespace
     */
    record Inside(HomeNamespace home) implements NamespaceExecutor {
        @Override
        public <T extends @Nullable Object> T call(NetworkNamespace namespace, NamespaceTask<T, RuntimeException> work) {
            home.require();
            return work.run();
        }
    }

    /**
     * It is in another namespace, and goes there and back for each work.
     *
     * @param home the other one
     */
    record Visiting(HomeNamespace home) implements NamespaceExecutor {
        @Override
        public <T extends @Nullable Object> T call(NetworkNamespace namespace, NamespaceTask<T, RuntimeException> work) {
            return home.visit(namespace, work);
        }
    }

    /**
     * It is anywhere, and has another thread do it, which is there.
     *
     * @param delegate the other one
     */
    record Outside(NamespaceThread delegate) implements NamespaceExecutor {
        @Override
        public <T extends @Nullable Object> T call(NetworkNamespace namespace, NamespaceTask<T, RuntimeException> work) {
            return delegate.call(work);
        }

        @Override
        public void close() {
            delegate.close();
        }
    }
}
