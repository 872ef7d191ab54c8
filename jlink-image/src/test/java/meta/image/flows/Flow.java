package meta.image.flows;

import java.util.List;
import meta.image.topology.Namespace;

/**
 * A question and its answer, between the pod and someone else.
 *
 * @param name what it is, for a reader
 * @param from who asks
 * @param asked the address that is asked
 * @param to who answers
 * @param answering the address that the question arrives at; another than the one asked where the node translates it
 * @param remote the addresses that the other host may have in the pod's packets
 * @param own the addresses that the pod may have in its packets
 * @param ports where the ports of such flows begin: the node translates some
 * @param nic the pod's device that question and answer go by
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
    /** For questions that the node passes on as they are. */
    static final int PLAIN = 20_000;

    /** For questions to the node that it passes on to the pod with its own address as the source. */
    static final int MASQUERADED = 24_000;

    /** For questions to the node that it passes on to the pod with the source as it is. */
    static final int PRESERVED = 25_000;

    Family family() {
        return Family.of(asked);
    }

    /** {@return whether it can be asked by ICMP too: the node translates ports only} */
    boolean isPlain() {
        return ports == PLAIN && asked.equals(answering);
    }

    @Override
    public String toString() {
        return name + " (" + asked + ")";
    }
}
