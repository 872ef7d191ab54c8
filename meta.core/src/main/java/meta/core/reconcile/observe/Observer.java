package meta.core.reconcile.observe;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import meta.core.cni.CallFailedException;
import meta.core.kernel.KernelPort;
import meta.netlink.IpAddress;
import meta.netlink.message.AddressMessage;
import meta.spi.Attachment;
import meta.spi.Question;
import meta.spi.Snapshot;
import meta.spi.net.Address;
import meta.spi.net.NamespaceState;
import meta.spi.net.Netns;

/**
 * Reads the state of host and pod.
 *
 * <p>The pod is dumped, message by message, and up to a limit. The host is asked for its addresses, which is the only dump there, and then
 * in two batches for what concerns the pod: how it would reach an address, what it knows of it, and the devices that the answers name.
 *
 * @param kernel both namespaces, or the host's alone
 */
public record Observer(KernelPort kernel) {
    private static final String LOOPBACK = "lo";
    private static final int MOST_LOOKED_UP = 2 * PodAddressChoice.MOST; // a pod decides how many addresses it has

    /**
     * {@return what is}
     *
     * @param attachment which NIC of which pod
     * @param assigned the NIC's addresses as far as they are known already; the NIC itself may lack them
     * @param destinations further addresses to look up on the host: the first one of each hijacked subnet
     * @throws CallFailedException where the pod has more of a kind than a call works with
     */
    public Snapshot observe(Attachment attachment, List<IpAddress> assigned, List<IpAddress> destinations) {
        List<AddressMessage> node = kernel.nodeAddresses();
        Set<IpAddress> ofNode = new HashSet<>();
        node.forEach(message -> Optional.ofNullable(message.own()).ifPresent(ofNode::add));
        return observe(PodView.read(kernel, ofNode), node, attachment.ifname()::equals, assigned, destinations);
    }

    /**
     * {@return what a DEL needs to know of the pod, and what the host knows of the addresses of every NIC}
     *
     * @param nic the NIC that goes
     * @param assigned its addresses as far as they are known; the NIC itself may lack them
     * @param left gets what could not be read, since the pod has too much of it; the snapshot is without it then
     */
    public Snapshot observeForDel(String nic, List<IpAddress> assigned, List<String> left) {
        List<AddressMessage> node = kernel.nodeAddresses();
        return observe(PodView.ofTraces(kernel, nic, left), node, _ -> true, assigned, List.of());
    }

    private Snapshot observe(
            PodView pod,
            List<AddressMessage> node,
            Predicate<String> ownNic,
            List<IpAddress> assigned,
            List<IpAddress> destinations) {
        QueriedAddresses asked = new QueriedAddresses(assigned);
        Set<IpAddress> lookedUp = new LinkedHashSet<>();
        for (Address address : pod.addresses()) {
            if (address.device().equals(LOOPBACK)) {
                continue;
            }
            if (ownNic.test(address.device())) {
                asked.add(address);
            } else if (address.isStable() && lookedUp.size() < MOST_LOOKED_UP) {
                lookedUp.add(address.address());
            }
        }
        Set<IpAddress> own = asked.set();
        lookedUp.addAll(destinations);
        lookedUp.addAll(NodeAddressChoice.ANYWHERE);
        lookedUp.removeAll(own);
        HostView host = HostView.read(kernel, node, pod.links().towardsHost(), own, lookedUp);
        return new Snapshot(host.state(), pod.state(host.peers()), host.lookups());
    }

    /** {@return the snapshot with the answers to these questions too} */
    public Snapshot answer(Snapshot snapshot, List<Question> questions) {
        HostQueries host = new HostQueries(kernel, snapshot.host(), snapshot.tables());
        List<String> hostPaths = new ArrayList<>();
        List<String> podPaths = new ArrayList<>();
        for (Question question : questions) {
            switch (question) {
                case Question.HostLink(String name) -> host.link(name);
                case Question.HostDevice(String name) -> host.link(name);
                case Question.HostRules _ -> host.rules();
                case Question.HostTunnels _ -> host.tunnels();
                case Question.HostRoutes(String device) -> host.routes(device);
                case Question.HostTableOf table -> host.table(table);
                case Question.HostNeighbors(List<IpAddress> addresses) -> host.neighbors(addresses);
                case Question.Sysctls(Netns netns, String path) ->
                    (netns == Netns.HOST ? hostPaths : podPaths).add(path);
            }
        }
        NamespaceState answered = withSysctls(host.state(), hostPaths);
        return new Snapshot(answered, withSysctls(snapshot.pod(), podPaths), snapshot.lookups(), host.tables());
    }

    private NamespaceState withSysctls(NamespaceState state, List<String> paths) {
        if (paths.isEmpty() || !kernel.has(state.netns())) {
            return state;
        }
        return state.with(kernel.readSysctls(state.netns(), paths));
    }
}
