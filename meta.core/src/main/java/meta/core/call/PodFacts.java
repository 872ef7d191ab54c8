package meta.core.call;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import meta.core.kernel.CallKernel;
import meta.core.kernel.NamespaceSource;
import meta.core.reconcile.observe.Observer;
import meta.spi.Attachment;
import meta.spi.Snapshot;
import meta.spi.net.Address;
import meta.spi.net.Link;
import meta.spi.routing.PodTables;

/**
 * What a pod's namespace says about the attachments in it: defaults for arguments that a person leaves out.
 *
 * @param nics the pod's NICs, in order
 * @param addresses the addresses of all devices in the pod
 * @param hostEnd the host end of {@code veth0}; empty if the pod has no {@code veth0}
 */
public record PodFacts(List<String> nics, List<Address> addresses, Optional<Link> hostEnd) {
    private static final String POD_VETH = "veth0";
    private static final String HOST_PREFIX = "veth";
    private static final String CONTAINER = " container=";
    private static final String IFNAME = " ifname=";

    /** The container id of a pod that does not tell its own; names of new devices are derived from it. */
    public static final String NO_CONTAINER = "plan";

    /** {@return the facts about the namespace at a path} */
    public static PodFacts at(String netns) {
        Attachment none = new Attachment("", NO_CONTAINER, "", netns);
        try (CallKernel kernel = CallKernel.openPod(netns, NamespaceSource.byPath())) {
            return in(new Observer(kernel).observe(none, List.of(), List.of()));
        }
    }

    /** {@return the facts in a snapshot of host and pod} */
    static PodFacts in(Snapshot snapshot) {
        Optional<Link> hostEnd = snapshot.pod()
                .link(POD_VETH)
                .filter(inside -> !inside.peer().isEmpty())
                .flatMap(inside -> snapshot.host().link(inside.peer()));
        List<Address> addresses = new ArrayList<>(snapshot.pod().addresses());
        return new PodFacts(new PodTables(snapshot.pod()).nics(), addresses, hostEnd);
    }

    /**
     * {@return the container id in the mark of the host end of {@code veth0}; without a mark, as from a Go plugin, the part of the id in the
     * name of that end}
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

    /** {@return the NIC that {@code veth0} was created for, or the only one; empty if neither identifies one} */
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
