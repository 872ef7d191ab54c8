package meta.image.flows;

import java.util.List;
import meta.image.topology.Namespace;

/**
 * A request and its answer between the pod and another host.
 *
 * @param name a description
 * @param from the namespace that sends the request
 * @param asked the address that the request is sent to
 * @param to the namespace that answers
 * @param answering the address that the request arrives at; it differs from {@code asked} if the node translates it
 * @param remote the addresses that the other host may have in the pod's packets
 * @param own the addresses that the pod may have in its packets
 * @param ports the first port of the flows of this kind: {@link #PLAIN}, {@link #MASQUERADED} or {@link #PRESERVED}
 * @param nic the pod's device that request and answer use
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
    /** For requests whose port the node does not translate. */
    static final int PLAIN = 20_000;

    /** For requests to a port of the node that the node forwards to the pod with its own address as the source. */
    static final int MASQUERADED = 24_000;

    /** For requests to a port of the node that the node forwards to the pod with an unchanged source. */
    static final int PRESERVED = 25_000;

    Family family() {
        return Family.of(asked);
    }

    /** {@return whether the flow is also checked by ICMP: the node does not translate its port or address} */
    boolean isPlain() {
        return ports == PLAIN && asked.equals(answering);
    }

    @Override
    public String toString() {
        return name + " (" + asked + ")";
    }
}
