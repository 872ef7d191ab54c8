package meta.image.flows;

import java.util.List;
import meta.image.topology.Namespace;

/**
 * A request and its answer between the pod and another host.
 *
 * @param asked the destination of the request
 * @param answering the destination after the node's translation
 * @param remote the other host's possible addresses in the pod's packets
 * @param own the pod's possible addresses in its packets
 * @param ports {@link #PLAIN}, {@link #MASQUERADED} or {@link #PRESERVED}
 * @param nic the expected device of the pod for request and answer
 */
record Flow(
        String name,
        Namespace from,
        String asked,
        Namespace to,
        String answering,
        List<String> remote,
        List<String> own,
        int ports,
        String nic) {
    /** The first port of requests whose port the node does not translate. */
    static final int PLAIN = 20_000;

    /** The first NodePort that is forwarded with the node's address as the source. */
    static final int MASQUERADED = 24_000;

    /** The first NodePort that is forwarded with an unchanged source. */
    static final int PRESERVED = 25_000;

    Family family() {
        return Family.of(asked);
    }

    /** {@return whether the node translates neither port nor address; only such flows are checked by ICMP} */
    boolean isPlain() {
        return ports == PLAIN && asked.equals(answering);
    }

    @Override
    public String toString() {
        return name + " (" + asked + ")";
    }
}
