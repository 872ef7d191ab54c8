package meta.image.cluster;

import meta.image.state.Delta;
import meta.image.state.State;
import meta.image.topology.Host;
import meta.image.topology.Pod;

/** The state of two network namespaces, that of a pod and that of its node. */
public record PodAndNodeState(Host node, Pod pod, State onNode, State inPod) {
    /** {@return the present state of the cluster's node and of the pod} */
    public static PodAndNodeState of(Cluster cluster, Pod pod) {
        return new PodAndNodeState(cluster.node(), pod, State.of(cluster.node().netns()), State.of(pod.netns()));
    }

    /**
     * {@return the difference between this state and the present one} It contains names instead of MAC addresses, as {@link Delta#naming}
     * returns them.
     */
    public Change sinceThen() {
        State nodeNow = State.of(node.netns());
        State podNow = State.of(pod.netns());
        return new Change(
                Delta.between(onNode, nodeNow).naming(nodeNow).naming(podNow),
                Delta.between(inPod, podNow).naming(nodeNow).naming(podNow));
    }

    public record Change(Delta onNode, Delta inPod) {
        public static final Change NONE = new Change(Delta.NONE, Delta.NONE);

        @Override
        public String toString() {
            return "on the node:\n" + onNode + "\nin the pod:\n" + inPod;
        }
    }
}
