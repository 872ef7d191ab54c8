package meta.image;

import static org.assertj.core.api.Assertions.assertThat;

import meta.image.cluster.Agent;
import meta.image.cluster.Cluster;
import meta.image.cluster.MainPluginConfig;
import meta.image.cni.Attachment;
import meta.image.cni.CniCall;
import meta.image.cni.Verb;
import meta.image.topology.IpFamilies;

/** An agent, and a pod with a macvlan NIC for which {@code veth} has not been called. */
record AgentAndPod(Cluster cluster, Agent agent, Attachment eth0) implements AutoCloseable {
    /** {@return a new pod of the cluster, and a new agent, which runs in the network namespace of the tests} */
    static AgentAndPod in(Cluster cluster) {
        return new AgentAndPod(cluster, Agent.start(), pod(cluster));
    }

    private static Attachment pod(Cluster cluster) {
        Attachment nic = cluster.network(MainPluginConfig.MACVLAN, IpFamilies.IPV4)
                .attachment(cluster.topology().pod(), "eth0");
        nic.addMain();
        return nic;
    }

    /** {@return the macvlan NIC of a new pod, for which {@code veth} has not been called} */
    Attachment anotherPod() {
        return pod(cluster);
    }

    /** {@return a call of {@code veth} for the pod, which the client sends to the agent} */
    CniCall warm(Verb verb) {
        return warm(eth0, verb);
    }

    CniCall warm(Attachment nic, Verb verb) {
        return nic.last(verb).with("META_PLUGINS_AGENT", agent.socket().toString());
    }

    /** Asserts that the agent answers a DEL and an ADD for the pod. */
    void isServed() {
        int before = agent.calls();
        warm(Verb.DEL).run().isQuietSuccess();
        assertThat(warm(Verb.ADD).run().result().get("interfaces").items()).hasSize(3);
        assertThat(agent.calls()).as("calls that the agent has answered").isEqualTo(before + 2);
    }

    @Override
    public void close() {
        agent.close();
        eth0.delLast();
    }
}
