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
 * The NICs of a pod that use its {@code veth0}: the NIC of this call, the NIC that owns {@code veth0} ({@link PodVeth#firstNic}), and NICs with
 * a route of ours through {@code veth0}. A route is a NIC's if its source is an address of the NIC, or if the NIC's own table contains it.
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

    boolean hasNicOf(OwnTable own) {
        return own.nic().equals(attachment.ifname())
                || own.nic().equals(first.orElse(""))
                || tables.contains(own.table())
                || !Collections.disjoint(own.addresses(), sources);
    }
}
