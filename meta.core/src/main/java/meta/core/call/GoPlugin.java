package meta.core.call;

import java.util.List;
import java.util.Optional;
import meta.core.plugin.Pipeline;
import meta.core.reconcile.Change;
import meta.netlink.RouteTable;
import meta.spi.Attachment;
import meta.spi.PodTables;
import meta.spi.Question;
import meta.spi.Snapshot;
import meta.spi.net.Hop;
import meta.spi.net.Link;
import meta.spi.net.Neighbor;
import meta.spi.net.Netns;
import meta.spi.net.Route;
import meta.spi.net.Rule;

/**
 * A pod that was connected by a plugin that left no marks, as the Go plugins of the same names did, on a node that has moved over.
 *
 * @param attachment which NIC of which pod
 * @param snapshot what is
 * @param names by what names host links of the attachment can be found; none where the plugin type makes no links
 */
record GoPlugin(Attachment attachment, Snapshot snapshot, List<String> names) {
    private static final String VETH = "veth";
    private static final String POD_END = "veth0";
    private static final long FIRST_TABLE = 100; // theirs is 100 for net1, 101 for net2 ...
    private static final long LAST_TABLE = 199;

    static GoPlugin of(Attachment attachment, Snapshot snapshot, Pipeline pipeline) {
        List<String> names = pipeline.linkQuestions(attachment, snapshot).stream()
                .filter(Question.HostLink.class::isInstance)
                .map(Question.HostLink.class::cast)
                .map(Question.HostLink::name)
                .toList();
        return new GoPlugin(attachment, snapshot, names);
    }

    /** {@return whether nothing that the pod has is marked as ours, and something of what the Go plugins make is there} */
    boolean hasMade() {
        boolean ours = snapshot.pod().rules().stream().anyMatch(Rule::isOurs)
                || snapshot.pod().routes().stream().anyMatch(Route::isOurs)
                || snapshot.pod().neighbors().stream().anyMatch(Neighbor::isOurs);
        boolean theirs =
                pairOfPod().isPresent() || snapshot.pod().rules().stream().anyMatch(GoPlugin::isOfTheirRouter);
        return !ours && theirs;
    }

    /** The Go plugin router has subnets looked up in these tables; the plugin sbr uses the same tables, for source addresses only. */
    private static boolean isOfTheirRouter(Rule rule) {
        long table = Integer.toUnsignedLong(rule.key().table().number());
        return !rule.isOurs() && !rule.key().to().isAll() && table >= FIRST_TABLE && table <= LAST_TABLE;
    }

    /** {@return the host end of the pod's pair where it was made for this NIC, the one that sorts first} */
    Optional<Link> pair() {
        List<String> nics = new PodTables(snapshot.pod()).nics();
        boolean first = nics.isEmpty() || nics.getFirst().equals(attachment.ifname());
        return first ? pairOfPod() : Optional.empty();
    }

    /**
     * {@return the host's end of a pair that has no mark, but exactly the names that the Go plugin gives: after the container on the host,
     * {@code veth0} in the pod}
     *
     * <p>A pair of any other name is somebody else's, also where its end in the pod is called {@code veth0}.
     */
    private Optional<Link> pairOfPod() {
        String name = attachment.hostEndName();
        return snapshot.host().links().stream()
                .filter(link -> names.contains(name) && link.name().equals(name))
                .filter(link -> link.alias().isEmpty() && link.kind().equals(VETH))
                .filter(link -> link.peer().equals(POD_END))
                .findFirst();
    }

    /** {@return whether a route of other attributes leads to the same destination by the same device} */
    private boolean isReached(Route missing) {
        return snapshot.in(missing.netns()).routes().stream()
                .anyMatch(route -> route.table().equals(missing.table())
                        && route.destination().equals(missing.destination())
                        && missing.hops().stream().anyMatch(hop -> route.on(hop.device())));
    }

    /** {@return whether the pod is worse off for it; what only we would have made, it need not have} */
    boolean misses(Change change) {
        return switch (change) {
            case Change.Create(String _, String _, Route route) -> {
                boolean toPod = route.netns() == Netns.HOST;
                boolean toCluster = route.hops().stream().anyMatch(Hop::hasGateway);
                boolean inMain = route.table().equals(RouteTable.MAIN);
                yield pair().isPresent() && inMain && (toPod || toCluster) && !isReached(route);
            }
            case Change.Create _, Change.Replace _, Change.Delete _ -> false;
        };
    }
}
