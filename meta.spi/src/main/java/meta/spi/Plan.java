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
 * The state that a step asks for, as a list of items. Immutable.
 *
 * <p>In an ADD or repair, the objects of a namespace are changed in the order of the items, except that a rule can be created earlier.
 * Packets (probes, requests for an answer, announcements) are sent only in an ADD, and not in its dry run.
 *
 * <p>If the plan of a third-party step breaks one of the following rules, the call fails before it changes anything. A DEL does not fail,
 * but logs a warning and does not change the network objects of the plan.
 *
 * <ul>
 *   <li>The plan has at most 50,000 items. At most 1,000 of them are links, sysctls, reports, probes, expected answers or announcements,
 *       and at most 100 are effects. A route has at most 1,000 next hops. A reason, the owner of an address, and the path and value of a
 *       sysctl each have at most 4,096 characters. A probe or expected answer takes at most one minute ({@code times * interval}).
 *   <li>The plan does not remove the NIC of the call, an assigned address, a route or rule without
 *       {@linkplain meta.spi.net.Ownership#PROTOCOL our protocol number}, or certain other objects of other programs. It may move a route
 *       of the pod to another table, and remove the objects on a device together with the device.
 *   <li>The plan may change properties of an existing link, such as the MTU, but not the kind, the properties of the kind or the peer. On
 *       the host, it changes the master only of a link with the mark of an attachment of this pod, and adds no mark to another link.
 *   <li>The plan gives no device of the pod, except {@code lo}, an address of the node or of a gateway of the NIC. A new address has no
 *       flag that only the kernel sets, such as {@code tentative}.
 *   <li>The plan does not replace a rule without our protocol number. On the host, it does not replace a route without that number, and
 *       does not replace or remove a permanent neighbour without that number.
 *   <li>Each device of the pod to which a planned address, neighbour, route, link or packet refers exists, or an earlier item creates it.
 *   <li>The path of a sysctl begins with {@code net/}. No part of it is empty, {@code .} or {@code ..}.
 *   <li>A new link of the host has the {@linkplain Attachment#mark() mark} of the attachment as its alias.
 * </ul>
 *
 * @param items the items in order
 */
public record Plan(List<Item> items) {
    /** The plan without items. */
    public static final Plan NOTHING = new Plan(List.of());

    /** One item of a plan: an object that should or should not exist, or something else that the step asks for. */
    @MayGrow
    public sealed interface Item
            permits Ensure, Remove, Report, Probe, Conflict, Expect, Perform, Undo, Announce, Warning {
        /** {@return why the step plans the item, for the dry run, logs and errors; empty if the step gives no reason} */
        String reason();
    }

    /**
     * The object should exist exactly as given, except for those properties of a {@link Link} that the plan leaves to the kernel. An object
     * with the same {@linkplain NetworkObject#key() key} that differs is changed or replaced.
     */
    public record Ensure(NetworkObject object, String reason) implements Item {}

    /**
     * No object with the {@linkplain NetworkObject#key() key} of this object should exist. With a link, the link's peer, the VLANs and
     * macvlans on the link, and all objects on these devices are removed, too.
     */
    public record Remove(NetworkObject object, String reason) implements Item {}

    /**
     * The result of an ADD should list the link in {@code interfaces}, and the given addresses of the link in {@code ips} (CNI spec 1.1.0
     * "ADD Success").
     *
     * <p>A step reports an address that the step itself adds. Such an address does not count as an address of the NIC
     * ({@link Addressing#pod()}).
     */
    public sealed interface Report extends Item {
        /** {@return the link} */
        Link link();

        /** {@return the addresses of the link that {@code ips} should list} */
        List<PrevResult.Ip> ips();
    }

    private record PlainReport(Link link, List<PrevResult.Ip> ips, String reason) implements Report {}

    /**
     * No other machine on the LAN, and no other pod, may have an address (address conflict detection). Before its first change, an ADD
     * sends probes for the address. The ADD fails if another machine answers, or sends a probe for the same address (RFC 5227 2.1.1, RFC
     * 4862 5.4).
     *
     * @param claim the address, and the device that sends the probes; the device must exist before the ADD
     * @param times the number of probes, at least 1
     * @param interval the time to wait for an answer after each probe, more than 0
     * @param ours link-layer addresses from which an answer is no conflict, in addition to those of other devices of the pod and of the
     *     host ends of its veth pairs
     */
    public record Probe(Claim claim, int times, Duration interval, List<MacAddress> ours, String reason)
            implements Item {
        /** @throws IllegalArgumentException if {@code times} or {@code interval} is not positive */
        public Probe {
            requireSome("probes", times, interval);
            ours = List.copyOf(ours);
        }
    }

    /**
     * The step knows, without a probe, that the address belongs to another machine or pod. An ADD fails before its first change. CHECK, DEL
     * and repairs ignore this item.
     *
     * @param owner the machine or pod that has the address, in words that a user can search for
     */
    public record Conflict(IpAddress address, String owner, String reason) implements Item {}

    /**
     * Another machine on the LAN, such as the gateway, must or should answer for an address. Before its first change, an ADD sends ARP
     * requests or neighbour solicitations for the address. An answer from any machine on the LAN is sufficient.
     *
     * @param claim the address of the other machine, and the device that sends the requests. The device must exist before the ADD and have
     *     an address of the same family
     * @param times the number of requests, at least 1
     * @param interval the time to wait for an answer after each request, more than 0
     * @param ifSilent what the ADD does if no machine answers
     */
    public record Expect(Claim claim, int times, Duration interval, IfSilent ifSilent, String reason) implements Item {
        /** @throws IllegalArgumentException if {@code times} or {@code interval} is not positive */
        public Expect {
            requireSome("requests", times, interval);
        }
    }

    /** What an ADD does if no machine answers for an expected address. */
    public enum IfSilent {
        /** The ADD fails with CNI error code 11, which asks the runtime to try again. */
        FAIL,
        /** The ADD logs a warning and continues. */
        WARN
    }

    /**
     * The effect should be in force. If it is not, an ADD or repair applies the effect after all changes of network objects. A repair
     * applies and undoes effects only if the option {@code repair} is {@code all}, its default. The {@link StepDeclaration} of the step
     * must contain a handler for the kind of the effect. Not allowed in a plan that {@link Step#release} returns.
     */
    public record Perform(Effect effect, String reason) implements Item {}

    /**
     * The effect should be undone, although the attachment's record may not contain it. Allowed only in a plan that {@link Step#release}
     * returns; DEL undoes recorded effects without this item.
     */
    public record Undo(Effect effect, String reason) implements Item {}

    /**
     * The other machines on the LAN should learn the link-layer address for an IP address. After all changes and effects, an ADD sends a
     * gratuitous ARP or an unsolicited neighbour advertisement (RFC 5227 section 3, RFC 4861 7.2.6), but none that duplicate address
     * detection does not permit yet. If the ADD cannot send the packet, it logs a warning and succeeds.
     */
    public record Announce(Claim claim, String reason) implements Item {}

    /**
     * The user should know about a consequence that is not obvious. An ADD, and a repair that changes something, log the text as a warning.
     * The dry run prints it.
     *
     * @param reason the text of the warning
     */
    public record Warning(String reason) implements Item {}

    public Plan {
        items = items instanceof JoinedPlanItems ? items : List.copyOf(items);
    }

    private static void requireSome(String sent, int times, Duration interval) {
        if (times < 1 || interval.isNegative() || interval.isZero()) {
            throw new IllegalArgumentException(times + " " + sent + " every " + interval
                    + ": the number must be at least 1 and the interval more than 0");
        }
    }

    private static Plan of(Item item) {
        return new Plan(List.of(item));
    }

    /** {@return a plan with one {@link Ensure} item} */
    public static Plan ensure(NetworkObject object) {
        return of(new Ensure(object, ""));
    }

    /** {@return a plan with one {@link Remove} item} */
    public static Plan remove(NetworkObject object) {
        return of(new Remove(object, ""));
    }

    /** {@return a plan with a {@link Remove} item for each of these objects, in their order} */
    public static Plan remove(Collection<? extends NetworkObject> objects) {
        return forEach(objects, Plan::remove);
    }

    /** {@return a plan with one {@link Report} item: the link without an address} */
    public static Plan report(Link link) {
        return of(new PlainReport(link, List.of(), ""));
    }

    /**
     * {@return a plan with one {@link Report} item: the link and this address of the link}
     *
     * @param gateway the gateway of the address's subnet; an unspecified address if there is none
     * @throws IllegalArgumentException if the address is on another link
     */
    public static Plan report(Link link, Address address, IpAddress gateway) {
        if (address.netns() != link.netns() || !address.device().equals(link.name())) {
            throw new IllegalArgumentException("the address " + address + " is not on the link " + link.name());
        }
        PrevResult.Ip ip = PrevResult.Ip.of(address.address(), address.prefixLength(), gateway, link.name());
        return of(new PlainReport(link, List.of(ip), ""));
    }

    /**
     * {@return a plan with one {@link Probe} item}
     *
     * @throws IllegalArgumentException if {@code times} or {@code interval} is not positive
     */
    public static Plan probe(Claim claim, int times, Duration interval, Collection<MacAddress> ours) {
        return of(new Probe(claim, times, interval, List.copyOf(ours), ""));
    }

    /** {@return a plan with one {@link Conflict} item: an ADD fails} */
    public static Plan conflict(IpAddress address, String owner) {
        return of(new Conflict(address, owner, ""));
    }

    /**
     * {@return a plan with one {@link Expect} item: an ADD fails if no machine answers}
     *
     * @throws IllegalArgumentException if {@code times} or {@code interval} is not positive
     */
    public static Plan expectAnswer(Claim claim, int times, Duration interval) {
        return of(new Expect(claim, times, interval, IfSilent.FAIL, ""));
    }

    /**
     * {@return a plan with one {@link Expect} item: an ADD logs a warning if no machine answers}
     *
     * @throws IllegalArgumentException if {@code times} or {@code interval} is not positive
     */
    public static Plan expectAnswerOrWarn(Claim claim, int times, Duration interval) {
        return of(new Expect(claim, times, interval, IfSilent.WARN, ""));
    }

    /** {@return a plan with one {@link Perform} item} */
    public static Plan perform(Effect effect) {
        return of(new Perform(effect, ""));
    }

    /** {@return a plan with one {@link Undo} item, which is allowed only in {@link Step#release}} */
    public static Plan undo(Effect effect) {
        return of(new Undo(effect, ""));
    }

    /** {@return a plan with one {@link Announce} item} */
    public static Plan announce(Claim claim) {
        return of(new Announce(claim, ""));
    }

    /** {@return a plan with one {@link Warning} item} */
    public static Plan warning(String text) {
        return of(new Warning(text));
    }

    /** {@return a plan with the items of the plans that the function returns for the elements, in the order of the elements} */
    public static <T> Plan forEach(Collection<? extends T> elements, Function<? super T, Plan> planFor) {
        List<Item> all = new ArrayList<>();
        for (T element : elements) {
            all.addAll(planFor.apply(element).items());
        }
        return new Plan(all);
    }

    /** {@return a plan with the items of this plan, followed by those of the other} Building a plan by repeated calls takes linear time. */
    public Plan then(Plan next) {
        return new Plan(JoinedPlanItems.joined(items, next.items()));
    }

    /** {@return a copy in which each item without a reason has this reason; a warning keeps its text} */
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
