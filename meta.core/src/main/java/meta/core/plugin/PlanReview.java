package meta.core.plugin;

import java.nio.charset.StandardCharsets;
import meta.spi.Claim;
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
 * Looks for what cannot be, whatever the kernel would say to it: nothing at all where something is asked for, names that are none, a
 * device that is in the other namespace, settings that are not the network's.
 *
 * <p>It reads every part of what it is given, so that a part that is null shows here and not in the midst of the changes.
 */
final class PlanReview {
    private static final int LONGEST_ALIAS = 255; // linux/if.h IFALIASZ, without the NUL
    private static final String SETTINGS = "net/";

    private final SnapshotDraft now;

    private PlanReview(Snapshot before) {
        now = new SnapshotDraft(before);
    }

    /**
     * Reviews a plan.
     *
     * @param before what it was made from
     * @throws PlanningException where it cannot be
     */
    static void of(Plan plan, Snapshot before) {
        PlanReview review = new PlanReview(before);
        for (Plan.Item item : plan.items()) {
            review.review(item);
            review.now.apply(item);
        }
    }

    /**
     * Reviews a question.
     *
     * @throws PlanningException where nobody could answer it
     */
    static void of(Question question) {
        switch (question) {
            case Question.HostLink(String name) -> device(name);
            case Question.HostDevice(String name) -> device(name);
            case Question.HostRoutes(String name) -> device(name);
            case Question.HostRules _, Question.HostTableOf _, Question.HostNeighbors _, Question.HostTunnels _ -> {}
            case Question.Sysctls(Netns netns, String path) -> setting(netns.toString(), path);
        }
    }

    private void review(Plan.Item item) {
        if (item.reason() == null) { // whoever compiles without checks may say so
            throw nonsense("an item without a reason, which may be empty");
        }
        switch (item) {
            case Plan.Ensure ensure -> ensured(ensure.object());
            case Plan.Remove remove -> named(remove.object());
            case Plan.Report report -> named(report.link());
            case Plan.Probe probe -> claimed(probe.claim());
            case Plan.Announce announce -> claimed(announce.claim());
            case Plan.Conflict conflict ->
                written(conflict.address().toString(), conflict.owner().strip());
            case Plan.Warning warning -> {
                if (warning.reason().isBlank()) {
                    throw nonsense("a warning without a text");
                }
            }
        }
    }

    private static void written(String first, String second) {
        if (first.isEmpty() || second.isEmpty()) {
            throw nonsense("a conflict that does not say with whom");
        }
    }

    private void claimed(Claim claim) {
        device(claim.device());
        present(claim.netns(), claim.device(), "an address " + claim.address());
    }

    private void ensured(NetworkObject object) {
        named(object);
        String command = IpCommand.ensure(object).toString();
        switch (object) {
            case Address address -> present(address.netns(), address.device(), command);
            case Neighbor neighbor -> present(neighbor.netns(), neighbor.device(), command);
            case Route route -> {
                for (Hop hop : route.hops()) {
                    if (!hop.device().isEmpty()) {
                        present(route.netns(), hop.device(), command);
                    }
                }
            }
            case Link _, VethPair _, Rule _, SysctlValue _ -> {}
        }
    }

    /** Of the host's devices the snapshot knows only some. */
    private void present(Netns netns, String device, String what) {
        boolean missing = now.link(netns, device).isEmpty();
        if (missing && (netns == Netns.POD || now.link(Netns.POD, device).isPresent())) {
            boolean there = now.link(netns.other(), device).isPresent();
            throw nonsense(what + ", where the " + netns + " has no device " + device
                    + (there ? "; the " + netns.other() + " has one" : ""));
        }
    }

    private static void named(NetworkObject object) {
        switch (object) {
            case Link link -> link(link);
            case VethPair pair -> {
                link(pair.host());
                link(pair.pod());
            }
            case Address address -> {
                device(address.device());
                if (address.prefixLength() < 0
                        || address.prefixLength() > address.address().family().bits()) {
                    throw nonsense("an address " + address.address() + "/" + address.prefixLength());
                }
            }
            case Route route -> {
                for (Hop hop : route.hops()) {
                    if (!hop.device().isEmpty()) {
                        device(hop.device());
                    }
                }
            }
            case Neighbor neighbor -> device(neighbor.device());
            case SysctlValue sysctl -> setting(sysctl.value(), sysctl.path());
            case Rule _ -> {}
        }
        if (object.key().netns() == null) { // whoever compiles without checks may say so
            throw nonsense("an object of no namespace");
        }
    }

    private static void link(Link link) {
        device(link.name());
        if (!link.peer().isEmpty()) {
            device(link.peer());
        }
        if (link.alias().getBytes(StandardCharsets.UTF_8).length > LONGEST_ALIAS) {
            throw nonsense("an alias of more than " + LONGEST_ALIAS + " bytes for " + link.name());
        }
        if (link.mtu() < 0 || link.txqueuelen() < 0) {
            throw nonsense("a link " + link.name() + " with an mtu of " + link.mtu() + " and a txqueuelen of "
                    + link.txqueuelen());
        }
    }

    private static void device(String name) {
        if (!DeviceName.isValid(name)) {
            throw nonsense("a device \"" + name + "\": a name has " + DeviceName.ACCEPTED);
        }
    }

    private static void setting(String value, String path) {
        boolean within = path.startsWith(SETTINGS) && !(path + "/").contains("/../") && !path.contains("//");
        if (!within || path.indexOf('\0') >= 0 || value.indexOf('\0') >= 0) {
            throw nonsense("the setting /proc/sys/" + path + ", which is not below /proc/sys/" + SETTINGS);
        }
    }

    private static PlanningException nonsense(String what) {
        return new PlanningException("asks for " + what);
    }
}
