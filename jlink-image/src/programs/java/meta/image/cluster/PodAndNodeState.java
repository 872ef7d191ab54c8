package meta.image.cluster;

import meta.image.state.Delta;
import meta.image.state.State;
import meta.image.topology.Host;
import meta.image.topology.Pod;

/** The states of a pod's and its node's network namespace at one moment, for comparison with later states. */
public record PodAndNodeState(Host node, Pod pod, State onNode, State inPod) {
    public static PodAndNodeState of(Cluster cluster, Pod pod) {
        return new PodAndNodeState(cluster.node(), pod, State.of(cluster.node().netns()), State.of(pod.netns()));
    }

    /** {@return the differences between the states at that moment and the current states} */
    public Change sinceThen() {
        State nodeNow = State.of(node.netns());
        State podNow = State.of(pod.netns());
        return new Change(
                Delta.between(onNode, nodeNow).naming(nodeNow).naming(podNow),
                Delta.between(inPod, podNow).naming(nodeNow).naming(podNow));
    }

    /** The changes on the node and in the pod. */
    public record Change(Delta onNode, Delta inPod) {
        public static final Change NONE = new Change(Delta.NONE, Delta.NONE);

        @Override
        public String toString() {
            return "on the node:\n" + onNode + "\nin the pod:\n" + inPod;
        }
    }
}
