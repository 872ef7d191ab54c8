package meta.core.reconcile;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import meta.core.cni.CallFailedException;
import meta.core.cni.Failure;
import meta.netlink.AddressFlags;
import meta.netlink.IpAddress;
import meta.netlink.NudState;
import meta.netlink.Prefix;
import meta.spi.Addressing;
import meta.spi.Attachment;
import meta.spi.Snapshot;
import meta.spi.net.Address;
import meta.spi.net.Hop;
import meta.spi.net.Link;
import meta.spi.net.LinkData;
import meta.spi.net.Neighbor;
import meta.spi.net.Netns;
import meta.spi.net.NetworkObject;
import meta.spi.net.Route;
import meta.spi.net.Rule;
import meta.spi.net.SysctlValue;
import meta.spi.net.VethPair;

/**
 * Rejects certain changes of third-party steps. Most of them concern objects of other programs that a rollback or a DEL could not
 * restore. Some others would disconnect the pod from the node or a gateway.
 *
 * <p>The deletion of an object on a link that the same changes delete is not checked.
 */
public final class ThirdPartyChangeReview {
    private static final Set<String> CREATED_BY_NAME = Set.of("bridge", "dummy");

    private static final String LOOPBACK = "lo";

    private final Attachment attachment;
    private final Addressing addressing;
    private final Snapshot snapshot;
    private final Set<Device> ofPod = new HashSet<>();
    private final Set<Device> removed = new HashSet<>();
    private final Set<Path> planned = new HashSet<>();

    private record Device(Netns netns, String name) {}

    private record Path(Prefix destination, List<Hop> hops) {}

    private ThirdPartyChangeReview(
            Attachment attachment, Addressing addressing, Snapshot snapshot, Changes changes, Set<String> thirdParty) {
        this.attachment = attachment;
        this.addressing = addressing;
        this.snapshot = snapshot;
        for (Netns netns : Netns.values()) {
            snapshot.in(netns).links().stream()
                    .filter(this::hasMark)
                    .forEach(link -> ofPod.add(new Device(netns, link.name())));
        }
        for (Change change : changes.list()) {
            note(change, thirdParty.contains(change.step()));
        }
    }

    private void note(Change change, boolean thirdParty) {
        switch (change.object()) {
            case VethPair pair -> {
                note(change, pair.host(), thirdParty);
                note(change, pair.pod(), thirdParty);
            }
            case Link link -> note(change, link, thirdParty);
            case Route route
            when !(change instanceof Change.Delete) && route.netns() == Netns.POD ->
                planned.add(new Path(route.destination(), route.hops()));
            case Address _, Route _, Rule _, Neighbor _, SysctlValue _ -> {}
        }
    }

    private void note(Change change, Link link, boolean thirdParty) {
        Device device = new Device(link.netns(), link.name());
        if (change instanceof Change.Delete) {
            removed.add(device);
        } else if (change instanceof Change.Create && (!thirdParty || hasMark(link))) {
            ofPod.add(device);
        }
    }

    /**
     * Checks the changes of third-party steps, and no other changes.
     *
     * @param addressing the addresses of the call; {@link Addressing#NONE} if they are unknown
     * @param snapshot the state before the changes
     * @param changes all changes of the call; in a DEL, those of one undo plan
     * @param origins the origin of each third-party step, such as a jar, by the name of the step
     * @throws CallFailedException with {@link Failure.StepUnplanned} if a change is rejected
     */
    public static void require(
            Attachment attachment,
            Addressing addressing,
            Snapshot snapshot,
            Changes changes,
            Map<String, String> origins) {
        if (origins.isEmpty()) {
            return;
        }
        ThirdPartyChangeReview objects =
                new ThirdPartyChangeReview(attachment, addressing, snapshot, changes, origins.keySet());
        for (Change change : changes.list()) {
            String origin = origins.get(change.step());
            Optional<String> reason = origin == null ? Optional.empty() : objects.reason(change);
            if (reason.isPresent()) {
                String command = new ChangeCommands(change).inOneLine(attachment.netns());
                throw new CallFailedException(new Failure.StepUnplanned(
                        change.step(), "asks for " + command + ": " + reason.get() + " (of " + origin + ")"));
            }
        }
    }

    private Optional<String> reason(Change change) {
        return switch (change) {
            case Change.Create create -> creation(create.after());
            case Change.Delete delete -> isOnRemovedLink(delete.before()) ? Optional.empty() : removal(delete.before());
            case Change.Replace replace -> replacement(replace.before(), replace.after());
        };
    }

    private Optional<String> removal(NetworkObject object) {
        return switch (object) {
            case VethPair pair -> removal(pair.host());
            case Link link
            when link.netns() == Netns.HOST ->
                unless(hasMark(link), "the link does not have the mark of an attachment of this pod");
            case Link link
            when link.name().equals(attachment.ifname()) -> Optional.of("this is the NIC that the call is about");
            case Link link ->
                unless(
                        Attachment.isMark(link.alias()) || isRestorable(link),
                        "another program has created the link, and a rollback could not create it again");
            case Address address
            when address.netns() == Netns.HOST ->
                unless(isOfPod(address.netns(), address.device()), "the address belongs to the node");
            case Address address -> removal(address);
            case Route route ->
                unless(
                        route.isOurs() || isMoved(route),
                        "the route does not have our protocol number, and is not moved to another table");
            case Rule rule -> unless(rule.isOurs(), "the rule does not have our protocol number");
            case Neighbor neighbor -> neighbor(neighbor);
            case SysctlValue _ -> Optional.empty();
        };
    }

    private Optional<String> removal(Address address) {
        if (isServed(address.address())) {
            return Optional.of("the address is assigned to the NIC");
        }
        boolean device = address.device().equals(attachment.ifname())
                || address.device().equals(LOOPBACK)
                || isOfPod(address.netns(), address.device());
        return unless(
                device && address.flags().has(AddressFlags.PERMANENT),
                "another program, another plugin or the kernel has set the address");
    }

    private boolean isServed(IpAddress address) {
        return addressing.assigned().isEmpty() ? addressing.pod().contains(address) : addressing.isAssigned(address);
    }

    private static boolean isRestorable(Link link) {
        return CREATED_BY_NAME.contains(link.kind())
                || link.data() instanceof LinkData.Vrf
                || !link.lower().isEmpty();
    }

    private Optional<String> creation(NetworkObject object) {
        return switch (object) {
            case VethPair pair -> creation(pair.host());
            case Link link
            when link.netns() == Netns.HOST ->
                unless(
                        link.alias().equals(attachment.mark()),
                        "a new link of the host needs the mark of the attachment as its alias, or DEL would not remove it");
            case Address address
            when address.netns() == Netns.POD && !address.device().equals(LOOPBACK) -> creation(address.address());
            case Link _, Address _, Route _, Rule _, Neighbor _, SysctlValue _ -> Optional.empty();
        };
    }

    /** {@return why a device of the pod must not get the address; empty if it may} */
    private Optional<String> creation(IpAddress address) {
        if (!snapshot.host().addresses(address).isEmpty()) {
            return Optional.of("the node has this address");
        }
        return unless(!addressing.routers().contains(address), "it is a gateway of " + attachment.ifname());
    }

    private Optional<String> replacement(NetworkObject before, NetworkObject after) {
        return switch (before) {
            case Link link when after instanceof Link other -> replacement(link, other);
            case Neighbor neighbor -> neighbor(neighbor);
            case Route _, Rule _ -> replacement(before);
            case Link _, VethPair _, Address _, SysctlValue _ -> Optional.empty();
        };
    }

    /** {@return why a third-party step must not replace this existing object; empty if it may, or if it is no route or rule} */
    static Optional<String> replacement(NetworkObject existing) {
        return switch (existing) {
            case Route route
            when route.netns() == Netns.HOST ->
                unless(route.isOurs(), "the existing route does not have our protocol number");
            case Rule rule -> unless(rule.isOurs(), "the existing rule does not have our protocol number");
            case Link _, VethPair _, Address _, Route _, Neighbor _, SysctlValue _ -> Optional.empty();
        };
    }

    private Optional<String> replacement(Link before, Link after) {
        boolean isOther = !before.kind().equals(after.kind())
                || !before.data().equals(after.data())
                || !before.peer().equals(after.peer());
        if (isOther) {
            return Optional.of(
                    "a device's kind, its kind-specific attributes (IFLA_INFO_DATA) and its peer cannot be changed");
        }
        boolean joins = before.netns() == Netns.HOST && !before.master().equals(after.master());
        if (joins && !hasMark(before)) {
            return Optional.of("another program has created the link, and DEL would not restore its master");
        }
        boolean marks = before.netns() == Netns.HOST && Attachment.isMark(after.alias()) && !hasMark(before);
        return unless(!marks, "another program has created the link, and DEL would remove a link with this mark");
    }

    private static Optional<String> neighbor(Neighbor existing) {
        boolean taken =
                existing.netns() == Netns.HOST && existing.state().equals(NudState.PERMANENT) && !existing.isOurs();
        return unless(!taken, "the existing neighbour is permanent and does not have our protocol number");
    }

    private boolean isMoved(Route route) {
        return route.netns() == Netns.POD && planned.contains(new Path(route.destination(), route.hops()));
    }

    private boolean isOnRemovedLink(NetworkObject object) {
        return switch (object) {
            case Address address -> removed.contains(new Device(address.netns(), address.device()));
            case Neighbor neighbor -> removed.contains(new Device(neighbor.netns(), neighbor.device()));
            case Route route ->
                route.hops().stream().anyMatch(hop -> removed.contains(new Device(route.netns(), hop.device())));
            case Link _, VethPair _, Rule _, SysctlValue _ -> false;
        };
    }

    private boolean isOfPod(Netns netns, String device) {
        return ofPod.contains(new Device(netns, device));
    }

    private boolean hasMark(Link link) {
        return link.netns() == Netns.POD
                ? Attachment.isMark(link.alias())
                : attachment.ifnameIn(link.alias()).isPresent();
    }

    private static Optional<String> unless(boolean accepted, String reason) {
        return accepted ? Optional.empty() : Optional.of(reason);
    }
}
