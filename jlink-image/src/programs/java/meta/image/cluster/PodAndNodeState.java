package meta.image.cluster;

import meta.image.state.Delta;
import meta.image.state.State;
import meta.image.topology.Host;
import meta.image.topology.Pod;

/** The state of two network namespaces, that of a pod and that of its node. */
public record PodAndNodeState(Host node, Pod pod, State onNode, State inPod) {
    public static PodAndNodeState of(Cluster cluster, Pod pod) {
        return new PodAndNodeState(cluster.node(), pod, State.of(cluster.node().netns()), State.of(pod.netns()));
    }

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
