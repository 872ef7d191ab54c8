package meta.core.plugin;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import meta.netlink.AddressFlags;
import meta.spi.Claim;
import meta.spi.Effect;
import meta.spi.Plan;
import meta.spi.PlanningException;
import meta.spi.PrevResult;
import meta.spi.Snapshot;
import meta.spi.SnapshotDraft;
import meta.spi.net.Address;
import meta.spi.net.Hop;
import meta.spi.net.IpCommand;
import meta.spi.net.Link;
import meta.spi.net.Neighbor;
import meta.spi.net.Netns;
import meta.spi.net.NetworkObject;
import meta.spi.net.Route;
import meta.spi.net.Rule;
import meta.spi.net.SysctlValue;
import meta.spi.net.VethPair;

/**
 * Reviews the plans of third-party steps. Reads most parts of new objects, claims and reports, so that a null causes an exception here and
 * not later.
 */
final class PlanReview {
    private static final AddressFlags SETTABLE = AddressFlags.PERMANENT
            .with(AddressFlags.NODAD)
            .with(AddressFlags.OPTIMISTIC)
            .with(AddressFlags.HOME)
            .with(AddressFlags.DEPRECATED)
            .with(AddressFlags.MANAGE_TEMPORARY)
            .with(AddressFlags.NO_PREFIX_ROUTE)
            .with(AddressFlags.AUTOJOIN);

    static final int MAX_ITEMS = 50_000;

    /** The maximum total of plan items for links, veth pairs, sysctls, reports, probes, expected answers and announcements. */
    static final int MAX_SEPARATE = 1000;

    /** Limits the size of the attachment's record, which contains the effects. */
    static final int MAX_EFFECTS = 100;

    /** The longest time of all probes or requests of one plan item. */
    static final Duration MAX_PROBE = Duration.ofMinutes(1);

    private final SnapshotDraft now;
    private final String nic;
    private final boolean isRelease;

    private PlanReview(Snapshot before, String nic, boolean isRelease) {
        now = new SnapshotDraft(before);
        this.nic = nic;
        this.isRelease = isRelease;
    }

    /**
     * Reviews a plan of {@link meta.spi.Step#plan}, which must not undo effects.
     *
     * @param before the state from which the step has planned
     * @param nic the name of the attachment's NIC
     * @throws PlanningException if an item is invalid, or the plan exceeds a limit
     * @throws NullPointerException for most null parts of an item
     */
    static void review(Plan plan, Snapshot before, String nic) {
        review(plan, new PlanReview(before, nic, false));
    }

    /**
     * Reviews a plan of {@link meta.spi.Step#release}, which must not apply effects. Otherwise like {@link #review(Plan, Snapshot,
     * String)}.
     */
    static void reviewRelease(Plan plan, Snapshot before, String nic) {
        review(plan, new PlanReview(before, nic, true));
    }

    private static void review(Plan plan, PlanReview review) {
        ObjectReview.requireAtMost(MAX_ITEMS, plan.items().size(), "items in its plan");
        ObjectReview.requireAtMost(
                MAX_SEPARATE,
                plan.items().stream().filter(PlanReview::isSeparate).count(),
                "links, sysctls, reports, probes, expected answers and announcements in its plan");
        ObjectReview.requireAtMost(
                MAX_EFFECTS, plan.items().stream().filter(PlanReview::isEffect).count(), "effects in its plan");
        for (Plan.Item item : plan.items()) {
            review.reviewItem(item);
            review.now.apply(item);
        }
    }

    private static boolean isEffect(Plan.Item item) {
        return item instanceof Plan.Perform || item instanceof Plan.Undo;
    }

    private static boolean isSeparate(Plan.Item item) {
        return switch (item) {
            case Plan.Ensure ensure -> isSeparate(ensure.object());
            case Plan.Remove remove -> isSeparate(remove.object());
            case Plan.Report _, Plan.Probe _, Plan.Expect _, Plan.Announce _ -> true;
            case Plan.Conflict _, Plan.Perform _, Plan.Undo _, Plan.Warning _ -> false;
        };
    }

    private static boolean isSeparate(NetworkObject object) {
        return switch (object) {
            case Link _, VethPair _, SysctlValue _ -> true;
            case Address _, Route _, Rule _, Neighbor _ -> false;
        };
    }

    private void reviewItem(Plan.Item item) {
        if (item.reason() == null) { // possible if the step is compiled without null checks
            throw ObjectReview.invalid("an item without a reason; the reason may be empty, but not null");
        }
        ObjectReview.requireShort(item.reason(), "a reason");
        switch (item) {
            case Plan.Ensure ensure -> reviewEnsured(ensure.object());
            case Plan.Remove remove -> {
                ObjectReview.review(remove.object());
                requireOtherThanNic(remove.object());
            }
            case Plan.Report report -> {
                ObjectReview.review(report.link());
                reviewReport(report);
            }
            case Plan.Probe probe -> {
                reviewClaim(probe.claim());
                requireShortProbe(probe.times(), "probes", probe.interval());
            }
            case Plan.Expect expect -> {
                reviewClaim(expect.claim());
                requireShortProbe(expect.times(), "requests", expect.interval());
                Objects.requireNonNull(expect.ifSilent(), "ifSilent");
            }
            case Plan.Perform perform ->
                reviewEffect(perform.effect(), !isRelease, "an effect", "release() can only undo effects");
            case Plan.Undo undo ->
                reviewEffect(undo.effect(), isRelease, "the undo of an effect", "only release() can undo effects");
            case Plan.Announce announce -> reviewClaim(announce.claim());
            case Plan.Conflict conflict -> {
                if (conflict.address().toString().isEmpty() || conflict.owner().isBlank()) {
                    throw ObjectReview.invalid("a conflict without an owner");
                }
                ObjectReview.requireShort(conflict.owner(), "the owner of an address");
            }
            case Plan.Warning warning -> {
                if (warning.reason().isBlank()) {
                    throw ObjectReview.invalid("a warning without text");
                }
            }
        }
    }

    private static void reviewEffect(Effect effect, boolean isAllowed, String what, String rule) {
        Objects.requireNonNull(effect, "an effect"); // possible if the step is compiled without null checks
        if (!isAllowed) {
            throw ObjectReview.invalid(what + " (" + effect + "), but " + rule);
        }
    }

    private static void requireShortProbe(int times, String what, Duration interval) {
        if (interval.compareTo(MAX_PROBE.dividedBy(times)) > 0) {
            throw ObjectReview.invalid(times + " " + what + " every " + interval.toMillis()
                    + " ms, which take longer than " + MAX_PROBE.toSeconds() + " s");
        }
    }

    /** Later steps could not plan without the NIC, and their errors would not mention this step. */
    private void requireOtherThanNic(NetworkObject removed) {
        boolean isNicGone = isNic(removed)
                || (isLinkOrPair(removed) && now.goneWith(removed).stream().anyMatch(this::isNic));
        if (isNicGone) {
            throw ObjectReview.invalid("the removal of " + nic + ": this is the NIC that the call is about");
        }
    }

    private boolean isNic(NetworkObject object) {
        return object instanceof Link link
                && link.netns() == Netns.POD
                && link.name().equals(nic);
    }

    private static boolean isLinkOrPair(NetworkObject object) {
        return object instanceof Link || object instanceof VethPair;
    }

    private static void reviewReport(Plan.Report report) {
        Objects.requireNonNull(report.link().lladdr(), "the link-layer address of a reported link");
        for (PrevResult.Ip ip : report.ips()) {
            Objects.requireNonNull(ip.address(), "the address in a report");
            Objects.requireNonNull(ip.gateway(), "the gateway in a report");
        }
    }

    private void reviewClaim(Claim claim) {
        ObjectReview.requireDeviceName(claim.device());
        Objects.requireNonNull(claim.netns(), "the namespace of a claim");
        Objects.requireNonNull(claim.address(), "the address of a claim");
        requirePresent(claim.netns(), claim.device(), "an address " + claim.address());
    }

    private void reviewEnsured(NetworkObject object) {
        ObjectReview.review(object);
        IpCommand command = IpCommand.ensure(object); // reads most parts
        switch (object) {
            case Address address -> {
                requirePresent(address.netns(), address.device(), command);
                requireSettable(address);
            }
            case Neighbor neighbor -> requirePresent(neighbor.netns(), neighbor.device(), command);
            case Route route -> {
                for (Hop hop : route.hops()) {
                    if (!hop.device().isEmpty()) {
                        requirePresent(route.netns(), hop.device(), command);
                    }
                }
            }
            case Link link -> requireRelated(link, command);
            case VethPair pair -> requireRelated(pair.pod(), command);
            case Rule _, SysctlValue _ -> {}
        }
    }

    private void requireRelated(Link link, IpCommand command) {
        for (String related : List.of(link.master(), link.lower())) {
            if (!related.isEmpty()) {
                requirePresent(link.netns(), related, command);
            }
        }
    }

    /** Checks only devices of the pod, because the snapshot contains only some devices of the host. */
    private void requirePresent(Netns netns, String device, Object what) {
        if (netns == Netns.POD && now.link(Netns.POD, device).isEmpty()) {
            boolean there = now.link(Netns.HOST, device).isPresent();
            throw ObjectReview.invalid(
                    what + ", but the pod has no device " + device + (there ? "; the host has one" : ""));
        }
    }

    /** The kernel can ignore other flags of a request, so that the address could differ from the plan forever. */
    private void requireSettable(Address address) {
        AddressFlags others = address.flags().without(SETTABLE);
        if (!others.equals(AddressFlags.NONE) && now.find(address).isEmpty()) {
            throw ObjectReview.invalid("an address " + address.address() + " with the flags " + others
                    + ", which the kernel sets by itself; a plan can have the flags " + SETTABLE);
        }
    }
}
