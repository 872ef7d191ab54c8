package meta.veth;

import java.util.Collections;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import meta.netlink.IpAddress;
import meta.netlink.RouteTable;
import meta.spi.Attachment;
import meta.spi.NicTables.OwnTable;
import meta.spi.Snapshot;
import meta.spi.net.Route;

/**
 * Determines which NICs of a pod use its {@code veth0}: the NIC of this call, the NIC that owns {@code veth0} ({@link PodVeth#nic}), and
 * each NIC with a route through {@code veth0} that has protocol number 109, the number of the plugins. The NIC of a route is the NIC whose
 * address is the source of the route, or whose own table contains the route.
 */
final class VethUsers {
    private final Attachment attachment;
    private final Optional<String> first;
    private final Set<IpAddress> sources = new HashSet<>();
    private final Set<RouteTable> tables = new HashSet<>();

    private VethUsers(Attachment attachment, Optional<String> first) {
        this.attachment = attachment;
        this.first = first;
    }

    /** {@return the users of the pod's {@code veth0}; only the NIC of the attachment if the pod has no {@code veth0}} */
    static VethUsers of(Attachment attachment, Snapshot snapshot) {
        VethUsers users = new VethUsers(attachment, PodVeth.firstNic(attachment, snapshot));
        for (Route route : snapshot.pod().routes()) {
            if (route.isOurs() && route.on(PodVeth.NAME)) {
                users.sources.add(route.source());
                users.tables.add(route.table());
            }
        }
        users.tables.remove(RouteTable.MAIN);
        return users;
    }

    /** {@return whether the NIC with this table uses {@code veth0}} */
    boolean hasNicOf(OwnTable own) {
        return own.nic().equals(attachment.ifname())
                || own.nic().equals(first.orElse(""))
                || tables.contains(own.table())
                || !Collections.disjoint(own.addresses(), sources);
    }
}
