package meta.spi;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import meta.netlink.IpAddress;
import meta.netlink.MacAddress;
import meta.spi.api.MayGrow;
import meta.spi.net.Address;
import meta.spi.net.Link;
import meta.spi.net.NetworkObject;

/**
 * The desired state. Changes are applied in the order of their items. Only an ADD sends packets; its dry run does not.
 *
 * @param items the items in order
 */
public record Plan(List<Item> items) {
    /** The empty plan: nothing changes. */
    public static final Plan NOTHING = new Plan(List.of());

    /** One item of a plan. */
    @MayGrow
    public sealed interface Item
            permits Ensure, Remove, Report, Probe, Conflict, Expect, Perform, Undo, Announce, Warning {
        /** {@return the reason for plans, logs and errors; empty for none} */
        String reason();
    }

    /** The object should exist exactly as given. An existing object with the same key is changed or replaced. */
    public record Ensure(NetworkObject object, String reason) implements Item {}

    /** No object with the key of this object should exist. The objects on a removed link are removed with it. */
    public record Remove(NetworkObject object, String reason) implements Item {}

    /**
     * The result of the call lists the link among its {@code interfaces}, and addresses of the link among its {@code ips} (CNI spec 1.1.0 "ADD
     * Success").
     *
     * <p>A step reports addresses that it adds itself. {@link Addressing} contains no reported address.
     */
    public sealed interface Report extends Item {
        /** {@return the link} */
        Link link();

        /** {@return the addresses of the link that are listed} */
        List<PrevResult.Ip> ips();
    }

    private record PlainReport(Link link, List<PrevResult.Ip> ips, String reason) implements Report {}

    /**
     * Address conflict detection. ADD sends probes before it changes anything, and fails if another host answers or probes for the same address (RFC
     * 5227 2.1.1, RFC 4862 5.4).
     *
     * @param claim the address, and the device on whose link the probes are sent; the device must exist before the ADD
     * @param times the number of probes, at least one
     * @param interval the time to wait for an answer after each probe, more than 0
     * @param ours link-layer addresses that may answer in addition to those of the pod's devices and of their host ends
     */
    public record Probe(Claim claim, int times, Duration interval, List<MacAddress> ours, String reason)
            implements Item {
        public Probe {
            requireSome("probes", times, interval);
            ours = List.copyOf(ours);
        }
    }

    /**
     * The address belongs to another host or pod. ADD fails before it changes anything. CHECK, DEL and repairs ignore this item.
     *
     * @param owner the host or pod that has the address, in words that a user can search for
     */
    public record Conflict(IpAddress address, String owner, String reason) implements Item {}

    /**
     * Another host must answer for an address, such as the gateway. ADD asks before it changes anything, by ARP or neighbour solicitation. Any host
     * on the link may answer.
     *
     * @param claim the address of the other host and the device to ask on, which must exist before the ADD and have an address of the same family
     * @param times the number of requests, at least one
     * @param interval the time to wait for an answer after each request, more than 0
     * @param ifSilent the consequence if no host answers
     */
    public record Expect(Claim claim, int times, Duration interval, IfSilent ifSilent, String reason) implements Item {
        public Expect {
            requireSome("requests", times, interval);
        }
    }

    /** What an ADD does if no host answers for an address. */
    public enum IfSilent {
        /** ADD fails with code 11: a later ADD may succeed. */
        FAIL,
        /** ADD logs a warning and continues. */
        WARN
    }

    /**
     * The effect should be in force. It is applied after all changes of the kernel, in the order of the plan. It is undone by a failed ADD, by DEL
     * and GC, and by a later ADD or repair whose plan lacks it. The step must declare a handler for the kind of the effect.
     */
    public record Perform(Effect effect, String reason) implements Item {}

    /**
     * The effect is undone, although no ADD has recorded it. Allowed only in the plan of {@link Step#release}. DEL undoes recorded effects by itself.
     */
    public record Undo(Effect effect, String reason) implements Item {}

    /**
     * ADD announces the address to the other hosts on the link, after all changes and effects (RFC 5227 section 3, RFC 4861 7.2.6). If the
     * announcement cannot be sent, ADD logs a warning and succeeds.
     */
    public record Announce(Claim claim, String reason) implements Item {}

    /**
     * A consequence that the user may not expect although the call succeeds. ADD and repairs log the text as a warning.
     *
     * @param reason the text
     */
    public record Warning(String reason) implements Item {}

    public Plan {
        items = items instanceof PlanItems ? items : List.copyOf(items);
    }

    private static void requireSome(String sent, int times, Duration interval) {
        if (times < 1 || interval.isNegative() || interval.isZero()) {
            throw new IllegalArgumentException(times + " " + sent + " every " + interval
                    + ": at least one and an interval of more than 0 are expected");
        }
    }

    private static Plan of(Item item) {
        return new Plan(List.of(item));
    }

    public static Plan ensure(NetworkObject object) {
        return of(new Ensure(object, ""));
    }

    public static Plan remove(NetworkObject object) {
        return of(new Remove(object, ""));
    }

    public static Plan remove(Collection<? extends NetworkObject> objects) {
        return forEach(objects, Plan::remove);
    }

    public static Plan report(Link link) {
        return of(new PlainReport(link, List.of(), ""));
    }

    /**
     * {@return a plan that reports the link and this address of the link}
     *
     * @param gateway the gateway of the address's subnet; unspecified for none
     * @throws IllegalArgumentException if the address is on another link
     */
    public static Plan report(Link link, Address address, IpAddress gateway) {
        if (address.netns() != link.netns() || !address.device().equals(link.name())) {
            throw new IllegalArgumentException("the address " + address + " is not on the link " + link.name());
        }
        PrevResult.Ip ip = PrevResult.Ip.of(address.address(), address.prefixLength(), gateway, link.name());
        return of(new PlainReport(link, List.of(ip), ""));
    }

    public static Plan probe(Claim claim, int times, Duration interval, Collection<MacAddress> ours) {
        return of(new Probe(claim, times, interval, List.copyOf(ours), ""));
    }

    public static Plan conflict(IpAddress address, String owner) {
        return of(new Conflict(address, owner, ""));
    }

    /** {@return a plan whose ADD fails if no host answers for the address} */
    public static Plan expectAnswer(Claim claim, int times, Duration interval) {
        return of(new Expect(claim, times, interval, IfSilent.FAIL, ""));
    }

    /** {@return a plan whose ADD logs a warning if no host answers for the address} */
    public static Plan expectAnswerOrWarn(Claim claim, int times, Duration interval) {
        return of(new Expect(claim, times, interval, IfSilent.WARN, ""));
    }

    public static Plan perform(Effect effect) {
        return of(new Perform(effect, ""));
    }

    /** {@return the undo of an effect, for {@link Step#release}} */
    public static Plan undo(Effect effect) {
        return of(new Undo(effect, ""));
    }

    public static Plan announce(Claim claim) {
        return of(new Announce(claim, ""));
    }

    public static Plan warning(String text) {
        return of(new Warning(text));
    }

    /** {@return the plans for the elements, joined in the order of the elements} */
    public static <T> Plan forEach(Collection<? extends T> elements, Function<? super T, Plan> planFor) {
        List<Item> all = new ArrayList<>();
        for (T element : elements) {
            all.addAll(planFor.apply(element).items());
        }
        return new Plan(all);
    }

    /** {@return this plan, followed by the other} */
    public Plan then(Plan next) {
        return new Plan(PlanItems.joined(items, next.items()));
    }

    /** {@return the plan with this reason for each item that has none} */
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
            case Report report -> new PlainReport(report.link(), report.ips(), reason);
            case Probe probe -> new Probe(probe.claim(), probe.times(), probe.interval(), probe.ours(), reason);
            case Conflict conflict -> new Conflict(conflict.address(), conflict.owner(), reason);
            case Expect expect ->
                new Expect(expect.claim(), expect.times(), expect.interval(), expect.ifSilent(), reason);
            case Perform perform -> new Perform(perform.effect(), reason);
            case Undo undo -> new Undo(undo.effect(), reason);
            case Announce announce -> new Announce(announce.claim(), reason);
            case Warning warning -> warning;
        };
    }
}
