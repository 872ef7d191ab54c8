package meta.core.reconcile.observe;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import meta.core.kernel.Devices;
import meta.core.kernel.KernelPort;
import meta.core.kernel.LinkMapping;
import meta.core.kernel.MessagesInReplies;
import meta.netlink.message.LinkMessage;
import meta.netlink.message.NamespaceIdMessage;
import meta.netlink.socket.Request;
import meta.spi.SharedLink;
import meta.spi.net.Link;
import meta.spi.net.Netns;

/**
 * Devices of the pod, as one call has read them.
 *
 * @param all the devices that were read; their links lack the names of peers on the host
 * @param towardsHost the veth and netkit devices whose peer is on the host
 */
record PodLinks(List<Inside> all, List<Towards> towardsHost) {
    private static final Set<String> PAIRED = Set.of("veth", "netkit");

    record Inside(int ifindex, Link link) {}

    /**
     * A veth or netkit device of the pod whose peer is on the host.
     *
     * @param ifindex the index of the device in the pod
     * @param peerIndex the index of the peer on the host, which another device can get after the deletion of the pair
     */
    record Towards(int ifindex, String name, int peerIndex) {}

    private record Found(Inside inside, Optional<Towards> towards, Optional<LinkMessage> referring) {}

    /**
     * {@return all devices of the pod}
     *
     * @throws meta.core.cni.CallFailedException if the limit is used up
     */
    static PodLinks read(KernelPort kernel, ObjectLimit objectLimit) {
        return read(kernel, objectLimit, _ -> true);
    }

    /**
     * {@return only these devices: the NIC, the veth and netkit devices whose peer is on the host, and the NICs that the alias of one of
     * those devices lists ({@link SharedLink})}
     *
     * @throws meta.core.cni.CallFailedException if an {@link ObjectLimit} is used up
     */
    static PodLinks readFew(KernelPort kernel, String nic) {
        Set<String> nics = new HashSet<>(Set.of(nic));
        PodLinks few = readFew(kernel, nics);
        for (Inside inside : few.all) {
            nics.addAll(SharedLink.of(inside.link().alias()).networks().keySet());
        }
        // without the other NICs of a shared link, DEL would remove the link instead of giving it another NIC's mark
        return nics.size() == 1 ? few : readFew(kernel, nics);
    }

    private static PodLinks readFew(KernelPort kernel, Set<String> nics) {
        return read(
                kernel,
                ObjectLimit.ofPod(kernel),
                found -> found.towards().isPresent()
                        || nics.contains(found.inside().link().name()));
    }

    private static PodLinks read(KernelPort kernel, ObjectLimit objectLimit, Predicate<Found> needed) {
        Set<Integer> host = hostIds(kernel);
        List<Found> found = new BoundedDump<>(
                        "devices of the pod",
                        LinkMessage.class,
                        LinkMessage.any(),
                        message -> Optional.of(found(message, host)).filter(needed))
                .from(kernel, Netns.POD, objectLimit, _ -> false);
        List<Inside> all = new ArrayList<>();
        List<Towards> towardsHost = new ArrayList<>();
        Devices devices = new Devices();
        found.forEach(each ->
                devices.add(each.inside().ifindex(), each.inside().link().name()));
        for (Found each : found) {
            all.add(complete(each, devices));
            each.towards().ifPresent(towardsHost::add);
        }
        return new PodLinks(all, towardsHost);
    }

    private static Inside complete(Found found, Devices devices) {
        return found.referring()
                .map(message -> new Inside(message.ifindex(), LinkMapping.read(message, Netns.POD, "", devices)))
                .orElse(found.inside());
    }

    private static Found found(LinkMessage message, Set<Integer> host) {
        Inside inside = new Inside(message.ifindex(), LinkMapping.read(message, Netns.POD, "", new Devices()));
        Optional<LinkMessage> referring =
                LinkMapping.related(message).isEmpty() ? Optional.empty() : Optional.of(message);
        Integer peer = message.peerIndex();
        Integer beyond = message.peerNsid();
        if (peer == null || beyond == null || !PAIRED.contains(inside.link().kind()) || !host.contains(beyond)) {
            return new Found(inside, Optional.empty(), referring);
        }
        return new Found(
                inside, Optional.of(new Towards(message.ifindex(), inside.link().name(), peer)), referring);
    }

    /** {@return the nsid of the host's namespace in the pod's namespace; -1 if it has none} Empty if {@link MessagesInReplies#of} is empty. */
    private static Set<Integer> hostIds(KernelPort kernel) {
        Request ofHost = Request.get(NamespaceIdMessage.ofDescriptor(kernel.descriptor(Netns.HOST)));
        Set<Integer> ids = new HashSet<>();
        for (NamespaceIdMessage id :
                MessagesInReplies.of(NamespaceIdMessage.class, kernel, Netns.POD, List.of(ofHost))) {
            Optional.ofNullable(id.nsid()).ifPresent(ids::add);
        }
        return ids;
    }

    Devices devices() {
        Devices devices = new Devices();
        all.forEach(inside -> devices.add(inside.ifindex(), inside.link().name()));
        return devices;
    }
}
