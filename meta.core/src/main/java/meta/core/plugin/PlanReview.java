package meta.core.plugin;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import meta.core.config.OptionDeclarationCheck;
import meta.netlink.AddressFlags;
import meta.netlink.IpAddress;
import meta.spi.Claim;
import meta.spi.Effect;
import meta.spi.Plan;
import meta.spi.PlanningException;
import meta.spi.Question;
import meta.spi.Snapshot;
import meta.spi.SnapshotDraft;
import meta.spi.net.Address;
import meta.spi.net.DeviceName;
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
 * Reviews the plans and questions of third-party steps. Rejects null, invalid names, devices that the pod does not have, sysctls outside of
 * {@code net/}, and plans that exceed a limit.
 *
 * <p>The review reads every part of a plan, so that a null is found here and not while changes are applied. The review runs under the watchdog of the
 * step, so a {@link NullPointerException} counts as a failure of the step.
 */
final class PlanReview {
    private static final int MAX_ALIAS_BYTES = 255; // linux/if.h IFALIASZ, without the NUL
    private static final String WILDCARD = "*";
    private static final String SYSCTL_ROOT = "net/";

    private static final AddressFlags SETTABLE = AddressFlags.PERMANENT
            .with(AddressFlags.NODAD)
            .with(AddressFlags.OPTIMISTIC)
            .with(AddressFlags.HOME)
            .with(AddressFlags.DEPRECATED)
            .with(AddressFlags.MANAGE_TEMPORARY)
            .with(AddressFlags.NO_PREFIX_ROUTE)
            .with(AddressFlags.AUTOJOIN);

    /** The maximum number of items of a plan, and of addresses in the questions of a step. A pod may have the same number of objects. */
    static final int MAX_ITEMS = 50_000;

    /**
     * The maximum number of links, veth pairs, sysctls, reports, probes, expected answers and announcements of a plan. Most of them need separate
     * system calls.
     */
    static final int MAX_SEPARATE = 1000;

    /** The maximum number of effects of a plan. This number is small, because the record of the attachment contains all effects. */
    static final int MAX_EFFECTS = 100;

    /** The maximum number of questions of a step. */
    static final int MAX_QUESTIONS = 1000;

    /** The maximum number of nexthops of a route; the kernel accepts no message with many more. */
    static final int MAX_HOPS = 1000;

    /** The longest time that all probes of one plan item, or all requests of one expected answer, may take. */
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
     * Reviews a plan, which may contain effects to apply and none to undo.
     *
     * @param before the snapshot that the step planned from
     * @param nic the name of the NIC that the call is about
     * @throws PlanningException if there are too many items, or one is invalid
     * @throws NullPointerException if a part of the plan is null
     */
    static void review(Plan plan, Snapshot before, String nic) {
        review(plan, new PlanReview(before, nic, false));
    }

    /**
     * Reviews the plan of a release, which may contain effects to undo and none to apply.
     *
     * @param before the snapshot that the step planned from
     * @param nic the name of the NIC that the call is about
     * @throws PlanningException if there are too many items, or one is invalid
     * @throws NullPointerException if a part of the plan is null
     */
    static void reviewRelease(Plan plan, Snapshot before, String nic) {
        review(plan, new PlanReview(before, nic, true));
    }

    private static void review(Plan plan, PlanReview review) {
        requireAtMost(MAX_ITEMS, plan.items().size(), "items in its plan");
        requireAtMost(
                MAX_SEPARATE,
                plan.items().stream().filter(PlanReview::isSeparate).count(),
                "links, sysctls, reports, probes, expected answers and announcements in its plan");
        requireAtMost(
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

    /**
     * Reviews the questions of a step.
     *
     * @throws PlanningException if there are too many, or one is invalid
     * @throws NullPointerException if a part of a question is null
     */
    static void review(List<Question> questions) {
        requireAtMost(MAX_QUESTIONS, questions.size(), "questions");
        long addresses = 0;
        for (Question question : questions) {
            review(question);
            addresses += question instanceof Question.HostNeighbors(List<IpAddress> asked) ? asked.size() : 0;
        }
        requireAtMost(MAX_ITEMS, addresses, "addresses in its questions");
    }

    private static void review(Question question) {
        switch (question) {
            case Question.HostLink(String name) -> requireDeviceName(name);
            case Question.HostDevice(String name) -> requireDeviceName(name);
            case Question.HostRoutes(String name) -> requireDeviceName(name);
            case Question.HostRules _, Question.HostTableOf _, Question.HostNeighbors _, Question.HostTunnels _ -> {}
            case Question.Sysctls(Netns netns, String path) -> {
                requireShort(path, "the path of a sysctl");
                requireNetworkSysctl(netns.toString(), path);
                requireOneWildcard(path);
            }
        }
    }

    private void reviewItem(Plan.Item item) {
        if (item.reason() == null) { // possible if the step is compiled without null checks
            throw invalid("an item without a reason; the reason may be empty, but not null");
        }
        requireShort(item.reason(), "a reason");
        switch (item) {
            case Plan.Ensure ensure -> reviewEnsured(ensure.object());
            case Plan.Remove remove -> {
                reviewNames(remove.object());
                requireOtherThanNic(remove.object());
            }
            case Plan.Report report -> reviewNames(report.link());
            case Plan.Probe probe -> {
                reviewClaim(probe.claim());
                requireShortProbe(probe.times(), "probes", probe.interval());
            }
            case Plan.Expect expect -> {
                reviewClaim(expect.claim());
                requireShortProbe(expect.times(), "requests", expect.interval());
                Objects.requireNonNull(expect.ifSilent(), "ifSilent");
            }
            case Plan.Perform perform -> reviewEffect(perform.effect(), !isRelease, "an effect", "undone by a release");
            case Plan.Undo undo ->
                reviewEffect(undo.effect(), isRelease, "the undo of an effect", "planned by a release only");
            case Plan.Announce announce -> reviewClaim(announce.claim());
            case Plan.Conflict conflict -> {
                if (conflict.address().toString().isEmpty() || conflict.owner().isBlank()) {
                    throw invalid("a conflict without an owner");
                }
                requireShort(conflict.owner(), "the owner of an address");
            }
            case Plan.Warning warning -> {
                if (warning.reason().isBlank()) {
                    throw invalid("a warning without text");
                }
            }
        }
    }

    private static void reviewEffect(Effect effect, boolean isAllowed, String what, String rule) {
        Objects.requireNonNull(effect, "an effect"); // possible if the step is compiled without null checks
        if (!isAllowed) {
            throw invalid(what + " (" + effect + "), which can be " + rule);
        }
    }

    private static void requireShortProbe(int times, String what, Duration interval) {
        if (interval.compareTo(MAX_PROBE.dividedBy(times)) > 0) {
            throw invalid(times + " " + what + " every " + interval.toMillis() + " ms, which take longer than "
                    + MAX_PROBE.toSeconds() + " s");
        }
    }

    /** Rejects the removal of the NIC of the call, because the later steps could not plan without it and their errors would not mention this step. */
    private void requireOtherThanNic(NetworkObject removed) {
        boolean isNic = removed instanceof Link link
                && link.netns() == Netns.POD
                && link.name().equals(nic);
        if (isNic) {
            throw invalid("the removal of " + nic + ": this is the NIC that the call is about");
        }
    }

    private void reviewClaim(Claim claim) {
        requireDeviceName(claim.device());
        requirePresent(claim.netns(), claim.device(), "an address " + claim.address());
    }

    private void reviewEnsured(NetworkObject object) {
        reviewNames(object);
        IpCommand command = IpCommand.ensure(object); // reads every part; its text is made only for an error
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
            case Link link -> {
                for (String related : List.of(link.master(), link.lower())) {
                    if (!related.isEmpty()) {
                        requirePresent(link.netns(), related, command);
                    }
                }
            }
            case VethPair _, Rule _, SysctlValue _ -> {}
        }
    }

    /** Rejects a device that is missing in the pod. Accepts any device of the host, because the snapshot contains only some devices of the host. */
    private void requirePresent(Netns netns, String device, Object what) {
        if (netns == Netns.POD && now.link(Netns.POD, device).isEmpty()) {
            boolean there = now.link(Netns.HOST, device).isPresent();
            throw invalid(what + ", but the pod has no device " + device + (there ? "; the host has one" : ""));
        }
    }

    private static void reviewNames(NetworkObject object) {
        switch (object) {
            case Link link -> reviewLink(link);
            case VethPair pair -> {
                reviewLink(pair.host());
                reviewLink(pair.pod());
            }
            case Address address -> {
                requireDeviceName(address.device());
                if (address.prefixLength() < 0
                        || address.prefixLength() > address.address().family().bits()) {
                    throw invalid("an address " + address.address() + "/" + address.prefixLength());
                }
            }
            case Route route -> {
                requireAtMost(MAX_HOPS, route.hops().size(), "nexthops of a route");
                for (Hop hop : route.hops()) {
                    if (!hop.device().isEmpty()) {
                        requireDeviceName(hop.device());
                    }
                }
            }
            case Neighbor neighbor -> requireDeviceName(neighbor.device());
            case SysctlValue sysctl -> {
                requireShort(sysctl.path(), "the path of a sysctl");
                requireShort(sysctl.value(), "the value of a sysctl");
                requireNetworkSysctl(sysctl.value(), sysctl.path());
            }
            case Rule _ -> {}
        }
        if (object.key().netns() == null) { // possible if the step is compiled without null checks
            throw invalid("an object without a namespace");
        }
    }

    /** Rejects a new address with a flag that only the kernel sets. The kernel ignores such a flag, so the address would never be as planned. */
    private void requireSettable(Address address) {
        AddressFlags others = address.flags().without(SETTABLE);
        if (!others.equals(AddressFlags.NONE) && now.find(address).isEmpty()) {
            throw invalid("an address " + address.address() + " with the flags " + others
                    + ", which the kernel sets by itself; a plan can have the flags " + SETTABLE);
        }
    }

    private static void reviewLink(Link link) {
        requireDeviceName(link.name());
        for (String related : List.of(link.peer(), link.master(), link.lower())) {
            if (!related.isEmpty()) {
                requireDeviceName(related);
            }
        }
        if (link.alias().getBytes(StandardCharsets.UTF_8).length > MAX_ALIAS_BYTES) {
            throw invalid("an alias of more than " + MAX_ALIAS_BYTES + " bytes for " + link.name());
        }
        if (link.mtu() < 0 || link.txqueuelen() < Link.KERNEL_TXQUEUELEN) {
            throw invalid("a link " + link.name() + " with an mtu of " + link.mtu() + " and a txqueuelen of "
                    + link.txqueuelen());
        }
    }

    private static void requireDeviceName(String name) {
        if (!DeviceName.isValid(name)) {
            throw invalid("a device \"" + name + "\": a name has " + DeviceName.ACCEPTED);
        }
    }

    private static void requireNetworkSysctl(String value, String path) {
        boolean within = path.startsWith(SYSCTL_ROOT) && !(path + "/").contains("/../") && !path.contains("//");
        if (!within || path.indexOf('\0') >= 0 || value.indexOf('\0') >= 0) {
            throw invalid("the sysctl /proc/sys/" + path + ", which is not below /proc/sys/" + SYSCTL_ROOT);
        }
    }

    /** A device's name may contain {@code *}; only a part that consists of it stands for all folders. */
    private static void requireOneWildcard(String path) {
        int count = 0;
        for (String part : path.split("/", -1)) {
            count += part.equals(WILDCARD) ? 1 : 0;
        }
        if (count > 1 || path.endsWith("/" + WILDCARD)) {
            throw invalid("the sysctls /proc/sys/" + path + "; \"*\" can stand for the name of one folder only");
        }
    }

    private static void requireAtMost(int most, long count, String what) {
        if (count > most) {
            throw new PlanningException("has " + count + " " + what + "; the maximum is " + most);
        }
    }

    private static void requireShort(String text, String what) {
        if (text.length() > OptionDeclarationCheck.MAX_TEXT) {
            throw invalid(
                    what + " of " + text.length() + " characters; the maximum is " + OptionDeclarationCheck.MAX_TEXT);
        }
    }

    private static PlanningException invalid(String what) {
        return new PlanningException("asks for " + what);
    }
}
