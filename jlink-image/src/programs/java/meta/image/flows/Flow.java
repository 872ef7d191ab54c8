package meta.image.flows;

import java.util.List;
import meta.image.topology.Namespace;

/**
 * A request and its answer. One of the two ends is the pod under test; the other end is the node, another pod or another machine.
 *
 * @param from the namespace that sends the request
 * @param asked the destination address of the request, as the sender writes it
 * @param to the namespace that answers
 * @param answering the address that answers: {@code asked}, or the address into which the node translates {@code asked}
 * @param remote the addresses that the other end can have in the packets that the pod sends and receives; empty if the node translates
 *     addresses
 * @param own the addresses that the pod can have in these packets; empty if the node translates addresses
 * @param ports the base to which the number of the request is added to get its port: {@link #PLAIN}, {@link #MASQUERADED} or {@link
 *     #PRESERVED}
 * @param nic the device of the pod that both the request and the answer must use
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
    /** The base of the ports of requests that are not for a NodePort. */
    static final int PLAIN = 20_000;

    /** The base of the NodePorts for which the node replaces the source of a request with its own address. */
    static final int MASQUERADED = 24_000;

    /** The base of the NodePorts for which the node leaves the source of a request unchanged. */
    static final int PRESERVED = 25_000;

    Family family() {
        return Family.of(asked);
    }

    /**
     * {@return whether the request is for neither a Service nor a NodePort, so that the node translates no address} Only such flows are
     * also checked by ICMP.
     */
    boolean isPlain() {
        return ports == PLAIN && asked.equals(answering);
    }

    @Override
    public String toString() {
        return name + " (" + asked + ")";
    }
}
