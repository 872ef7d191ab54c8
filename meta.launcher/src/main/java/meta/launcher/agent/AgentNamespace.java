package meta.launcher.agent;

import meta.core.kernel.CachedAddresses;
import meta.netlink.netns.NamespaceException;
import meta.netlink.netns.NetworkNamespace;

/**
 * Where the agent itself is: usually the node, whose calls it answers.
 *
 * @param namespace its own network namespace
 * @param addresses what is kept of the addresses there
 */
record AgentNamespace(NetworkNamespace namespace, CachedAddresses addresses) implements AutoCloseable {

    /** {@return that of the calling thread} */
    static AgentNamespace here() throws NamespaceException {
        return new AgentNamespace(NetworkNamespace.current(), new CachedAddresses());
    }

    @Override
    public void close() {
        addresses.close();
        namespace.close();
    }
}
