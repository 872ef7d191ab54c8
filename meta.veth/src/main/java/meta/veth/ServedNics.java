package meta.veth;

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
 * The NICs of a pod that a call of this type has served: the NIC of this call, the NIC that {@code veth0} was created for, and the NICs with routes
 * of ours through {@code veth0}. Other NICs keep their own routes to the node and to the cluster.
 */
final class ServedNics {
    private final Attachment attachment;
    private final Optional<String> first;
    private final Set<IpAddress> sources = new HashSet<>();
    private final Set<RouteTable> tables = new HashSet<>();

    private ServedNics(Attachment attachment, Optional<String> first) {
        this.attachment = attachment;
        this.first = first;
    }

    static ServedNics of(Attachment attachment, Snapshot snapshot) {
        ServedNics served = new ServedNics(attachment, PodVeth.firstNic(attachment, snapshot));
        for (Route route : snapshot.pod().routes()) {
            if (route.isOurs() && route.on(PodVeth.NAME)) {
                served.sources.add(route.source());
                served.tables.add(route.table());
            }
        }
        served.tables.remove(RouteTable.MAIN);
        return served;
    }

    boolean contains(OwnTable own) {
        return own.nic().equals(attachment.ifname())
                || first.filter(own.nic()::equals).isPresent()
                || tables.contains(own.table())
                || own.addresses().stream().anyMatch(sources::contains);
    }
}
