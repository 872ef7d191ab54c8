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
 * Reads the state of the host and the pod into a {@link Snapshot}. Changes nothing.
 *
 * <p>The methods throw {@link meta.netlink.socket.NetlinkException} if a namespace cannot be entered, a reply does not arrive, the kernel
 * lacks a resource, or a dump or the reading of a sysctl fails. They throw {@link meta.netlink.message.MalformedMessageException} if a
 * reply cannot be decoded.
 *
 * @param kernel the access to the host's namespace and, if it can be reached, to the pod's namespace; otherwise, the pod's part of a
 *     snapshot is empty
 */
public record Observer(KernelPort kernel) {
    private static final String LOOPBACK = "lo";
    private static final int MOST_LOOKED_UP = 2 * PodAddressChoice.MOST;

    /**
     * {@return the state that an ADD, a repair or a CHECK needs}
     *
     * @param assigned the NIC's addresses in {@code prevResult}; the kernel may not have them
     * @param destinations further addresses for which the host's route is looked up
     * @throws CallFailedException if an {@link ObjectLimit} is used up
     */
    public Snapshot observe(Attachment attachment, List<IpAddress> assigned, List<IpAddress> destinations) {
        return observe(attachment, assigned, destinations, false);
    }

    /**
     * {@return the result of {@link #observe}, but without the pod's neighbours if the pod has no route or rule of ours} Their dump takes
     * time, because the kernel searches the neighbours of all namespaces.
     *
     * @throws CallFailedException as {@link #observe} does
     */
    public Snapshot observeForFirstAdd(Attachment attachment, List<IpAddress> assigned, List<IpAddress> destinations) {
        return observe(attachment, assigned, destinations, true);
    }

    private Snapshot observe(
            Attachment attachment, List<IpAddress> assigned, List<IpAddress> destinations, boolean isFirst) {
        List<AddressMessage> node = kernel.nodeAddresses();
        Set<IpAddress> ofNode = new HashSet<>();
        node.forEach(message -> Optional.ofNullable(message.own()).ifPresent(ofNode::add));
        PodView pod = PodView.read(kernel, ofNode, isFirst);
        return observe(pod, node, attachment.ifname()::equals, assigned, destinations);
    }

    /**
     * {@return the state that a DEL needs: the objects of {@link OwnedPodObjectReader}, the pod's devices and addresses, and the host's
     * objects for the {@link AddressesToQuery} of the pod's devices}
     *
     * @param nic the name of the attachment's NIC
     * @param assigned the known addresses of the NIC; the kernel may not have them
     * @param unread receives a text if the pod has too many objects, so that the result lacks some
     * @throws CallFailedException if this process lacks memory for the objects, if too many devices of the pod have a peer on the host,
     *     or if a host end has too many objects of ours
     */
    public Snapshot observeForDel(String nic, List<IpAddress> assigned, List<String> unread) {
        List<AddressMessage> node = kernel.nodeAddresses();
        return observe(PodView.readOwned(kernel, nic, unread), node, _ -> true, assigned, List.of());
    }

    private Snapshot observe(
            PodView pod,
            List<AddressMessage> node,
            Predicate<String> ownNic,
            List<IpAddress> assigned,
            List<IpAddress> destinations) {
        AddressesToQuery queried = new AddressesToQuery(assigned);
        Set<IpAddress> lookedUp = new LinkedHashSet<>();
        for (Address address : pod.addresses()) {
            if (address.device().equals(LOOPBACK)) {
                continue;
            }
            if (ownNic.test(address.device())) {
                queried.add(address);
            } else if (address.isStable() && lookedUp.size() < MOST_LOOKED_UP) {
                lookedUp.add(address.address());
            }
        }
        Set<IpAddress> own = queried.set();
        lookedUp.addAll(destinations);
        lookedUp.addAll(NodeAddressChoice.ANYWHERE);
        lookedUp.removeAll(own);
        HostView host = HostView.read(kernel, node, pod.links().towardsHost(), own, lookedUp);
        return Snapshot.of(host.state(), pod.state(host.peers()), host.lookups());
    }

    /**
     * {@return a copy of the snapshot with the objects and lookups that the questions ask for, if they exist}
     *
     * @throws CallFailedException if an {@link ObjectLimit} is used up
     */
    public Snapshot answer(Snapshot snapshot, List<Question> questions) {
        HostQuestions host = new HostQuestions(kernel, snapshot.host(), snapshot.tables());
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
        return Snapshot.of(answered, withSysctls(snapshot.pod(), podPaths), snapshot.lookups(), host.tables());
    }

    private NamespaceState withSysctls(NamespaceState state, List<String> paths) {
        if (paths.isEmpty() || !kernel.has(state.netns())) {
            return state;
        }
        return state.with(kernel.readSysctls(state.netns(), paths));
    }
}
