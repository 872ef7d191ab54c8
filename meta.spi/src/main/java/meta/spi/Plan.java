package meta.spi;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import meta.netlink.IpAddress;
import meta.netlink.MacAddress;
import meta.spi.net.Link;
import meta.spi.net.NetworkObject;

/**
 * What should be, in the order in which it has to come about.
 *
 * @param items what should be there, be gone, or be told
 */
public record Plan(List<Item> items) {
    /** Everything should stay as it is. */
    public static final Plan NOTHING = new Plan(List.of());

    /** One item of a plan, and the reason for it, which is shown in the plan, the log and errors. */
    public sealed interface Item permits Ensure, Remove, Report, Probe, Conflict, Announce, Warning {
        /** {@return why; empty where the step's description says it already} */
        String reason();
    }

    /** The object should exist exactly as given; an object that has its key now is changed or replaced. */
    public record Ensure(NetworkObject object, String reason) implements Item {}

    /** There should be no object with this one's key; a link takes what is on it along. */
    public record Remove(NetworkObject object, String reason) implements Item {}

    /** The result of the call lists the link among its interfaces (CNI spec 1.1.0 "ADD Success"). */
    public record Report(Link link, String reason) implements Item {}

    /**
     * Address conflict detection. ADD sends probes before it changes anything, and fails if another host answers or probes
     * for the same address (RFC 5227 2.1.1, RFC 4862 5.4). CHECK and DEL send no probes.
     *
     * @param claim the address and where to ask
     * @param times how often to ask, at least once
     * @param interval how long to wait for an answer each time
     * @param ours link-layer addresses that may answer, beside the device's own, as a proxy of the node does
     */
    public record Probe(Claim claim, int times, Duration interval, List<MacAddress> ours, String reason)
            implements Item {
        public Probe {
            if (times < 1 || interval.isNegative() || interval.isZero()) {
                throw new IllegalArgumentException("a probe of " + times + " times " + interval);
            }
            ours = List.copyOf(ours);
        }
    }

    /**
     * The address belongs to another host or pod. ADD fails before it changes anything; CHECK and DEL ignore it.
     *
     * @param address the address
     * @param owner who has it, in words that a user can look for
     */
    public record Conflict(IpAddress address, String owner, String reason) implements Item {}

    /**
     * Announces the address to the other hosts on the link. ADD sends it after all changes are applied (RFC 5227 section 3,
     * RFC 4861 7.2.6). It cannot be undone, and ADD does not fail if it cannot be sent.
     *
     * @param claim the address and where to tell it
     */
    public record Announce(Claim claim, String reason) implements Item {}

    /**
     * A consequence that the user may not expect, though the call succeeds. An ADD logs it as a warning.
     *
     * @param reason what it is
     */
    public record Warning(String reason) implements Item {}

    public Plan {
        items = List.copyOf(items);
    }

    public static Plan ensure(NetworkObject object) {
        return new Plan(List.of(new Ensure(object, "")));
    }

    public static Plan remove(NetworkObject object) {
        return new Plan(List.of(new Remove(object, "")));
    }

    public static Plan remove(Collection<? extends NetworkObject> objects) {
        return forEach(objects, Plan::remove);
    }

    public static Plan report(Link link) {
        return new Plan(List.of(new Report(link, "")));
    }

    public static Plan probe(Claim claim, int times, Duration interval, Collection<MacAddress> ours) {
        return new Plan(List.of(new Probe(claim, times, interval, List.copyOf(ours), "")));
    }

    public static Plan conflict(IpAddress address, String owner) {
        return new Plan(List.of(new Conflict(address, owner, "")));
    }

    public static Plan announce(Claim claim) {
        return new Plan(List.of(new Announce(claim, "")));
    }

    public static Plan warning(String text) {
        return new Plan(List.of(new Warning(text)));
    }

    /** {@return the plans for each of the elements, one after the other} */
    public static <T> Plan forEach(Collection<? extends T> elements, Function<? super T, Plan> planFor) {
        List<Item> all = new ArrayList<>();
        for (T element : elements) {
            all.addAll(planFor.apply(element).items());
        }
        return new Plan(all);
    }

    /** {@return this plan and then the other} */
    public Plan then(Plan next) {
        List<Item> all = new ArrayList<>(items);
        all.addAll(next.items());
        return new Plan(all);
    }

    /** {@return the plan with this reason for each of its items that has none yet} */
    public Plan because(String reason) {
        List<Item> explained = new ArrayList<>();
        for (Item item : items) {
            explained.add(item.reason().isEmpty() ? explained(item, reason) : item);
        }
        return new Plan(explained);
    }

    private static Item explained(Item item, String reason) {
        return switch (item) {
            case Ensure ensure -> new Ensure(ensure.object(), reason);
            case Remove remove -> new Remove(remove.object(), reason);
            case Report report -> new Report(report.link(), reason);
            case Probe probe -> new Probe(probe.claim(), probe.times(), probe.interval(), probe.ours(), reason);
            case Conflict conflict -> new Conflict(conflict.address(), conflict.owner(), reason);
            case Announce announce -> new Announce(announce.claim(), reason);
            case Warning warning -> warning;
        };
    }
}
