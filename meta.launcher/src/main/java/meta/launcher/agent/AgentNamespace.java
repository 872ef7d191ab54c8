package meta.launcher.agent;

import meta.core.kernel.KeptAddresses;
import meta.netlink.netns.NamespaceException;
import meta.netlink.netns.NetworkNamespace;

/**
 * Where the agent itself is: usually the node, whose calls it answers.
 *
 * @param namespace its own network namespace
 * @param addresses what is kept of the addresses there
 */
record AgentNamespace(NetworkNamespace namespace, KeptAddresses addresses) implements AutoCloseable {

    /** {@return that of the calling thread} */
    static AgentNamespace here() throws NamespaceException {
        return new AgentNamespace(NetworkNamespace.current(), new KeptAddresses());
    }

    @Override
    public void close() {
        addresses.close();
        namespace.close();
    }
}
