package meta.core.call;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import meta.core.cni.CallFailedException;
import meta.core.kernel.CallKernel;
import meta.core.kernel.NamespaceSource;
import meta.core.reconcile.observe.Observer;
import meta.spi.Attachment;
import meta.spi.Snapshot;
import meta.spi.net.Address;
import meta.spi.net.Link;
import meta.spi.routing.PodTables;

/**
 * The NICs, addresses and veth pair of a pod, as its network namespace shows them.
 *
 * @param nics the names of the NICs in natural order
 * @param addresses the addresses of all devices in the pod
 * @param hostEnd the peer of {@code veth0}; empty if there is none in the node's network namespace
 */
public record ObservedPod(List<String> nics, List<Address> addresses, Optional<Link> hostEnd) {
    private static final String POD_VETH = "veth0";
    private static final String HOST_PREFIX = "veth";
    private static final String CONTAINER = " container=";
    private static final String IFNAME = " ifname=";

    /** The container id that is used if the id cannot be determined. */
    public static final String NO_CONTAINER = "plan";

    /**
     * {@return the pod whose network namespace is at a path} Waits up to 30 seconds while another call for the pod runs. The calling thread
     * must be in the node's network namespace.
     *
     * @throws CallFailedException if the pod cannot be opened or locked, or there are more objects than a call can read
     * @throws meta.netlink.socket.NetlinkException if the state of the pod or the node cannot be read
     * @throws meta.netlink.message.MalformedMessageException if a reply of the kernel cannot be decoded
     * @throws meta.netlink.netns.StrandedException as for {@link CallKernel#openPod}
     */
    public static ObservedPod at(String netns) {
        Attachment none = Attachment.of("", NO_CONTAINER, "", netns);
        try (CallKernel kernel = CallKernel.openPod(netns, NamespaceSource.byPath())) {
            return in(new Observer(kernel).observe(none, List.of(), List.of()));
        }
    }

    static ObservedPod in(Snapshot snapshot) {
        Optional<Link> hostEnd = snapshot.pod()
                .link(POD_VETH)
                .filter(inside -> !inside.peer().isEmpty())
                .flatMap(inside -> snapshot.host().link(inside.peer()));
        List<Address> addresses = new ArrayList<>(snapshot.pod().addresses());
        return new ObservedPod(new PodTables(snapshot.pod()).nics(), addresses, hostEnd);
    }

    /**
     * {@return the container id in the mark of the host end} The mark contains a long id only in part, see {@link Attachment#mark}. Without
     * a mark, the result is the rest of the host end's name after {@code veth}: a Go plugin puts the beginning of the id there. Without
     * such a rest or a host end, the result is {@link #NO_CONTAINER}.
     */
    public String containerId() {
        if (hostEnd.isEmpty()) {
            return NO_CONTAINER;
        }
        String alias = hostEnd.get().alias();
        int start = alias.indexOf(CONTAINER);
        int end = alias.lastIndexOf(IFNAME);
        if (Attachment.isMark(alias) && start >= 0 && end > start) {
            return alias.substring(start + CONTAINER.length(), end);
        }
        String name = hostEnd.get().name();
        boolean named = name.startsWith(HOST_PREFIX) && name.length() > HOST_PREFIX.length();
        return named ? name.substring(HOST_PREFIX.length()) : NO_CONTAINER;
    }

    /** {@return the NIC in the mark of the host end, if the pod has it; else the pod's only NIC; else empty} */
    public Optional<String> ifname() {
        String alias = hostEnd.map(Link::alias).orElse("");
        int start = alias.lastIndexOf(IFNAME);
        if (Attachment.isMark(alias) && start >= 0) {
            String marked = alias.substring(start + IFNAME.length());
            if (nics.contains(marked)) {
                return Optional.of(marked);
            }
        }
        return nics.size() == 1 ? Optional.of(nics.getFirst()) : Optional.empty();
    }
}
