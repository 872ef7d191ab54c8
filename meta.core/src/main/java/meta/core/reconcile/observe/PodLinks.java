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
import meta.netlink.message.LinkMessage;
import meta.netlink.message.NamespaceIdMessage;
import meta.netlink.socket.Request;
import meta.spi.net.Link;
import meta.spi.net.Netns;

/**
 * The devices of the pod.
 *
 * @param all each of them; that it has another end on the host is not known yet
 * @param towardsHost those whose other end is said to be on the host
 */
record PodLinks(List<Inside> all, List<Towards> towardsHost) {
    /** The kinds of devices that come in pairs. */
    private static final Set<String> JOINED = Set.of("veth", "netkit");

    /** A device and its index. */
    record Inside(int ifindex, Link link) {}

    /**
     * A device that says what index its other end has on the host; a process in the pod cannot make one that lies, but the index may be
     * another device's by now.
     */
    record Towards(int ifindex, String name, int peerIndex) {}

    private record Found(Inside inside, Optional<Towards> towards) {}

    static PodLinks read(KernelPort kernel, Allowance allowance) {
        return read(kernel, allowance, _ -> true);
    }

    /** {@return those towards the host and that of this name alone: a pod cannot have very many of them} */
    static PodLinks few(KernelPort kernel, Allowance allowance, String nic) {
        return read(
                kernel,
                allowance,
                found -> found.towards().isPresent()
                        || found.inside().link().name().equals(nic));
    }

    private static PodLinks read(KernelPort kernel, Allowance allowance, Predicate<Found> needed) {
        Set<Integer> host = hostIds(kernel);
        List<Found> found = new BoundedDump<>(
                        "devices of the pod",
                        LinkMessage.class,
                        LinkMessage.any(),
                        message -> Optional.of(found(message, host)).filter(needed))
                .from(kernel, Netns.POD, allowance, _ -> false);
        List<Inside> all = new ArrayList<>();
        List<Towards> towardsHost = new ArrayList<>();
        for (Found each : found) {
            all.add(each.inside());
            each.towards().ifPresent(towardsHost::add);
        }
        return new PodLinks(all, towardsHost);
    }

    private static Found found(LinkMessage message, Set<Integer> host) {
        Inside inside = new Inside(message.ifindex(), LinkMapping.read(message, Netns.POD, ""));
        Integer peer = message.peerIndex();
        Integer beyond = message.peerNamespaceId();
        if (peer == null || beyond == null || !JOINED.contains(inside.link().kind()) || !host.contains(beyond)) {
            return new Found(inside, Optional.empty());
        }
        return new Found(
                inside, Optional.of(new Towards(message.ifindex(), inside.link().name(), peer)));
    }

    /** {@return the number that the pod's namespace has for the host's; none where it has no number for it} */
    private static Set<Integer> hostIds(KernelPort kernel) {
        Request whichIsTheHost = Request.get(NamespaceIdMessage.ofDescriptor(kernel.descriptor(Netns.HOST)));
        Set<Integer> ids = new HashSet<>();
        for (NamespaceIdMessage id : Answers.of(NamespaceIdMessage.class, kernel, Netns.POD, List.of(whichIsTheHost))) {
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
