package meta.core.call;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import meta.core.plugin.Pipeline;
import meta.core.plugin.StepTimer;
import meta.core.plugin.TimeBudget;
import meta.core.reconcile.Change;
import meta.netlink.RouteTable;
import meta.spi.Attachment;
import meta.spi.Question;
import meta.spi.Snapshot;
import meta.spi.net.Link;
import meta.spi.net.Neighbor;
import meta.spi.net.Netns;
import meta.spi.net.Route;
import meta.spi.net.Rule;
import meta.spi.routing.PodTables;
import meta.spi.routing.VethPairNames;

/**
 * Finds out whether a Go plugin, {@code veth} or {@code router}, has connected a pod. The Go plugins are earlier programs. The objects that
 * they create have neither a mark nor our protocol number (109).
 *
 * @param linkNames the names in the {@link Question.HostLink} questions of the image's steps
 */
record GoPluginPod(Attachment attachment, Snapshot snapshot, List<String> linkNames) {
    private static final String VETH = "veth";
    private static final long FIRST_TABLE = 100; // the Go plugin router uses table 100 for net1, 101 for net2 and so on
    private static final long LAST_TABLE = 199;

    static GoPluginPod of(Attachment attachment, Snapshot snapshot, Pipeline pipeline, StepTimer timer) {
        TimeBudget none = new TimeBudget(Duration.ZERO);
        List<String> names = pipeline.withoutThirdParties().linkQuestions(attachment, snapshot, timer, none).stream()
                .filter(Question.HostLink.class::isInstance)
                .map(Question.HostLink.class::cast)
                .map(Question.HostLink::name)
                .toList();
        return new GoPluginPod(attachment, snapshot, names);
    }

    /** {@return whether the pod has a veth pair or a rule like those of the Go plugins, and no rule, route or neighbour of ours} */
    boolean hasConnected() {
        boolean ours = snapshot.pod().rules().stream().anyMatch(Rule::isOurs)
                || snapshot.pod().routes().stream().anyMatch(Route::isOurs)
                || snapshot.pod().neighbors().stream().anyMatch(Neighbor::isOurs);
        boolean theirs =
                pairOfPod().isPresent() || snapshot.pod().rules().stream().anyMatch(GoPluginPod::isOfRouter);
        return !ours && theirs;
    }

    /**
     * {@return whether the Go plugin router may have created the rule} The plugin sbr uses the same tables, but only in rules without a
     * destination.
     */
    private static boolean isOfRouter(Rule rule) {
        long table = Integer.toUnsignedLong(rule.key().table().number());
        return !rule.isOurs() && !rule.key().to().isAll() && table >= FIRST_TABLE && table <= LAST_TABLE;
    }

    /**
     * {@return the host end of the veth pair that the Go plugin veth has created for the NIC of the attachment} Empty if there is no such
     * pair, or another NIC of the pod comes first in natural order.
     */
    Optional<Link> pair() {
        List<String> nics = new PodTables(snapshot.pod()).nics();
        boolean first = nics.isEmpty() || nics.getFirst().equals(attachment.ifname());
        return first ? pairOfPod() : Optional.empty();
    }

    /** {@return the host end of a veth pair with the names of the Go plugin veth, but no alias, if {@link #linkNames} contains its name} */
    private Optional<Link> pairOfPod() {
        String name = VethPairNames.hostEndName(attachment.containerId());
        return snapshot.host().links().stream()
                .filter(link -> linkNames.contains(name) && link.name().equals(name))
                .filter(link -> link.alias().isEmpty() && link.kind().equals(VETH))
                .filter(link -> link.peer().equals(VethPairNames.POD_END))
                .findFirst();
    }

    private boolean isReached(Route missing) {
        return snapshot.in(missing.netns()).routes().stream()
                .anyMatch(route -> route.table().equals(missing.table())
                        && route.destination().equals(missing.destination())
                        && missing.hops().stream().anyMatch(hop -> route.on(hop.device())));
    }

    /**
     * {@return whether the change creates a missing route that the Go plugin veth also creates for this NIC} Such a route is in the main
     * table of the node, or has a gateway and is in the main table of the pod. False without a {@link #pair}, or if another route to the
     * destination uses the same table and device.
     */
    boolean misses(Change change) {
        return switch (change) {
            case Change.Create(String _, String _, Route route) -> {
                boolean toPod = route.netns() == Netns.HOST;
                boolean toCluster = route.hasGateway();
                boolean inMain = route.table().equals(RouteTable.MAIN);
                yield pair().isPresent() && inMain && (toPod || toCluster) && !isReached(route);
            }
            case Change.Create _, Change.Replace _, Change.Delete _ -> false;
        };
    }
}
