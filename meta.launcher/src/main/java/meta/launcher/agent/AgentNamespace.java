package meta.launcher.agent;

import meta.core.kernel.CachedAddresses;
import meta.netlink.netns.NamespaceException;
import meta.netlink.netns.NetworkNamespace;

/**
 * The network namespace in which the agent runs, normally the node's, with its cached addresses. Closing closes both.
 *
 * @param namespace the namespace
 * @param addresses the cached addresses of the namespace; only threads in the namespace may read them
 */
record AgentNamespace(NetworkNamespace namespace, CachedAddresses addresses) implements AutoCloseable {

    /**
     * {@return the namespace of the calling thread, which the caller closes}
     *
     * @throws NamespaceException if the file of the namespace cannot be opened
     */
    static AgentNamespace ofThisThread() throws NamespaceException {
        return new AgentNamespace(NetworkNamespace.current(), new CachedAddresses());
    }

    @Override
    public void close() {
        addresses.close();
        namespace.close();
    }
}
