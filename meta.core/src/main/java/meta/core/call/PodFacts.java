package meta.core.call;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import meta.core.reconcile.observe.Observer;
import meta.spi.Attachment;
import meta.spi.PodTables;
import meta.spi.Snapshot;
import meta.spi.net.Address;
import meta.spi.net.Link;

/**
 * What a pod's namespace tells of the attachments that were made in it, so that nobody has to know them by heart.
 *
 * @param nics the pod's NICs, in their order
 * @param addresses the addresses on all of its devices
 * @param hostEnd the host's end of {@code veth0}; empty where the pod has none
 */
public record PodFacts(List<String> nics, List<Address> addresses, Optional<Link> hostEnd) {
    private static final String POD_VETH = "veth0";
    private static final String HOST_PREFIX = "veth";
    private static final String CONTAINER = " container=";
    private static final String IFNAME = " ifname=";

    /** Container id for a pod of which nothing is known: what is made for it is named after this. */
    public static final String NO_CONTAINER = "plan";

    /** Looks into the namespace at a path. */
    public static PodFacts at(String netns) {
        Attachment nobody = new Attachment("", NO_CONTAINER, "", netns);
        try (PodSession pod = PodSession.open(nobody, new NamespacesByPath())) {
            return in(new Observer(pod.kernel()).observe(nobody, List.of(), List.of()));
        }
    }

    /** {@return what a snapshot of the pod's namespace tells} */
    static PodFacts in(Snapshot snapshot) {
        Optional<Link> hostEnd = snapshot.pod()
                .link(POD_VETH)
                .filter(inside -> !inside.peer().isEmpty())
                .flatMap(inside -> snapshot.host().link(inside.peer()));
        List<Address> addresses = new ArrayList<>(snapshot.pod().addresses());
        return new PodFacts(new PodTables(snapshot.pod()).nics(), addresses, hostEnd);
    }

    /**
     * {@return the container's id: from the mark on the host's end of {@code veth0}, or, where a Go plugin has left no mark, what the
     * name of that end has of it}
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

    /** {@return the NIC that is meant where none is named: the one that {@code veth0} was made for, or the only one; empty where it could be any} */
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
