package meta.launcher.agent;

import meta.core.kernel.CachedAddresses;
import meta.netlink.netns.NamespaceException;
import meta.netlink.netns.NetworkNamespace;

/**
 * The agent's own network namespace, usually the node's, with its cached addresses. Closing closes both.
 *
 * @param namespace the namespace
 * @param addresses the cached addresses of the namespace
 */
record AgentNamespace(NetworkNamespace namespace, CachedAddresses addresses) implements AutoCloseable {

    /** {@return the namespace of the calling thread} */
    static AgentNamespace ofThisThread() throws NamespaceException {
        return new AgentNamespace(NetworkNamespace.current(), new CachedAddresses());
    }

    @Override
    public void close() {
        addresses.close();
        namespace.close();
    }
}
