package meta.core.call;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import meta.core.reconcile.Change;
import meta.core.reconcile.Changes;
import meta.spi.Attachment;
import meta.spi.SharedLink;
import meta.spi.Snapshot;
import meta.spi.net.Link;
import meta.spi.routing.MainNic;
import meta.spi.routing.PodTables;

/**
 * Computes the changes of a DEL to the links that several attachments of a pod share.
 *
 * <p>The mark of the host end names one attachment; the alias of the pod end lists the others. If the mark names the deleted attachment,
 * the host end gets the mark of another one whose NIC still exists, if there is one.
 *
 * @param attachment the attachment that is deleted
 * @param mainNic chooses the NIC whose attachment gets the mark
 */
record LinkHandOver(Attachment attachment, MainNic mainNic, Snapshot snapshot) {
    private static final int LEAST_MTU = 68; // linux/if_ether.h ETH_MIN_MTU
    private static final int LARGEST_MTU = 65535; // linux/if_ether.h ETH_MAX_MTU

    Changes changes() {
        List<Change> changes = new ArrayList<>();
        for (Link podEnd : snapshot.pod().links()) {
            Optional<Link> hostEnd = snapshot.host().link(podEnd.peer()).filter(this::isOfContainer);
            if (hostEnd.isPresent()) {
                changes.addAll(changes(podEnd, hostEnd.get()));
            }
        }
        return new Changes(changes);
    }

    /**
     * {@return whether the mark names the container of the attachment} In a late DEL, the path may lead to the pod of another container.
     */
    private boolean isOfContainer(Link hostEnd) {
        return attachment.ifnameIn(hostEnd.alias()).isPresent();
    }

    private List<Change> changes(Link podEnd, Link hostEnd) {
        SharedLink shared = SharedLink.of(podEnd.alias());
        Optional<Attachment> next = attachment
                .ifnameIn(hostEnd.alias())
                .filter(attachment.ifname()::equals)
                .flatMap(_ -> next(shared));
        SharedLink remaining = shared.without(attachment.ifname());
        Optional<String> owner = next.map(Attachment::ifname).or(() -> ownerAfterInterruptedHandOver(hostEnd, shared));
        SharedLink listed = owner.map(remaining::without).orElse(remaining);
        List<Change> changes = new ArrayList<>();
        next.map(Attachment::mark).ifPresent(mark -> {
            int mtu = mtu(hostEnd.mtu(), next.get().ifname());
            changes.add(changed(hostEnd, hostEnd.withAlias(mark).withMtu(mtu)));
        });
        int mtu = owner.map(to -> mtu(podEnd.mtu(), to)).orElse(podEnd.mtu());
        if (!listed.equals(shared)) {
            changes.add(changed(podEnd, podEnd.withAlias(listed.alias()).withMtu(mtu)));
        }
        return changes;
    }

    /** {@return the NIC in the mark of the host end, if the alias of the pod end also lists it, as after an interrupted DEL} */
    private Optional<String> ownerAfterInterruptedHandOver(Link hostEnd, SharedLink shared) {
        return attachment.ifnameIn(hostEnd.alias()).filter(shared.networks()::containsKey);
    }

    private static Change changed(Link before, Link after) {
        return new Change.Replace(Del.STEP, "another NIC of the pod uses it", before, after);
    }

    private Optional<Attachment> next(SharedLink shared) {
        List<String> sharing = new PodTables(snapshot.pod())
                .nics().stream()
                        .filter(nic -> !nic.equals(attachment.ifname()))
                        .filter(shared.networks()::containsKey)
                        .toList();
        return mainNic.of(sharing).flatMap(nic -> shared.attachment(nic, attachment));
    }

    /**
     * {@return the MTU of an end after the hand-over: that of the next NIC if the end has the MTU of the deleted NIC; otherwise unchanged}
     * Unchanged also if a veth device cannot have the MTU of the next NIC, which a process in the pod can set.
     */
    private int mtu(int now, String next) {
        Optional<Link> own = snapshot.pod().link(attachment.ifname());
        return own.filter(link -> link.mtu() == now).isPresent()
                ? snapshot.pod()
                        .link(next)
                        .map(Link::mtu)
                        .filter(mtu -> mtu >= LEAST_MTU && mtu <= LARGEST_MTU)
                        .orElse(now)
                : now;
    }
}
