package meta.veth;

import java.util.List;
import java.util.Optional;
import meta.netlink.Family;
import meta.netlink.Prefix;
import meta.spi.Attachment;
import meta.spi.Plan;
import meta.spi.PlanningException;
import meta.spi.Question;
import meta.spi.SharedLink;
import meta.spi.Snapshot;
import meta.spi.StableMac;
import meta.spi.Step;
import meta.spi.StepContext;
import meta.spi.net.Link;
import meta.spi.net.Netns;
import meta.spi.net.SysctlValue;
import meta.spi.net.VethPair;
import meta.spi.option.Option;
import meta.spi.option.OptionType;
import meta.spi.option.StepOptions;

/**
 * Creates the veth pair of a pod: {@code veth0} in the pod, and a device on the host. The NICs that the plugin attaches share the pair.
 *
 * <p>The pair gets its link-layer addresses when it is created: systemd on the node could otherwise assign others ({@code MACAddressPolicy}
 * in systemd.link(5)). The host end ignores router advertisements, because the pod could send them.
 */
public final class SetupVeth implements Step {
    static final String NAME = "setupVeth";
    private static final String ACCEPT_RA = "accept_ra";
    private static final int LEAST_IPV6_MTU = 1280; // RFC 8200 section 5

    /**
     * The values of the options.
     *
     * @param mtu the MTU of the pair in bytes; empty for the MTU of the NIC
     * @param linkAddress the IPv4 address for {@code veth0} if the NIC has IPv4; may be empty
     */
    record Options(Optional<Integer> mtu, Optional<Prefix> linkAddress) {
        static final Option<Integer> MTU = Option.optional(
                        "veth_mtu",
                        OptionType.wholeNumber(68, 65535).map(Long::intValue),
                        "MTU of the veth pair in bytes. If unset: the MTU of the NIC.")
                .atTopLevel();

        static final Option<Optional<Prefix>> LINK_ADDRESS = Option.of(
                        "veth_link_address",
                        OptionType.text("IPv4 address with prefix length 32, or empty", Veth0Address::parse),
                        Optional.of(Veth0Address.DEFAULT),
                        "IPv4 address of the pod's `veth0`, the same in every pod. The kernel never selects it as a"
                                + " source. `\"\"`: no address. The kernel then treats a loose `rp_filter` on `veth0` as strict."
                                + " It also drops packets on `veth0` that nftables redirects to a local port of the pod.")
                .atTopLevel();

        static final List<Option<?>> DECLARED = List.of(MTU, LINK_ADDRESS);

        static Options from(StepOptions given) {
            return new Options(given.find(MTU), given.get(LINK_ADDRESS));
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Question> questions(StepContext context) {
        Snapshot now = context.snapshot();
        HostEndName names = new HostEndName(context.attachment().containerId());
        boolean taken = isTaken(names.preferred(), context.attachment(), now);
        String name = VethPair.find(PodVeth.NAME, now.host(), now.pod())
                .map(made -> made.host().name())
                .orElse(taken ? names.fallback() : names.preferred());
        return List.of(
                new Question.HostLink(names.preferred()),
                new Question.HostLink(name),
                new Question.Sysctls(Netns.HOST, SysctlValue.ipv6("default", ACCEPT_RA)),
                new Question.Sysctls(Netns.HOST, SysctlValue.ipv6(name, ACCEPT_RA)));
    }

    @Override
    public Plan plan(StepContext context) {
        PodVeth.refuseRouter(context.snapshot());
        Optional<PodVeth> made = PodVeth.find(context.attachment(), context.snapshot());
        Optional<PodVeth> ofAnother = made.filter(veth -> !veth.isMadeFor(context.attachment()));
        if (ofAnother.isPresent()) {
            return joined(ofAnother.get().pod(), context.attachment());
        }
        int mtu = mtu(context);
        VethPair pair =
                made.map(veth -> as(veth.pair(), mtu, context.attachment())).orElseGet(() -> fresh(context, mtu));
        return orphan(pair, context.snapshot())
                .then(Plan.ensure(pair))
                .then(ignoringRouters(pair.host().name(), context.snapshot()))
                // last, so that it is in one batch with the neighbours and routes of the next steps
                .then(linkAddress(context))
                .then(Plan.report(pair.host()))
                .then(Plan.report(pair.pod()));
    }

    /** {@return the plan that lists the NIC in the alias of the pod end, for a hand-over} */
    private static Plan joined(Link veth, Attachment attachment) {
        return Plan.ensure(
                veth.withAlias(SharedLink.of(veth.alias()).with(attachment).alias()));
    }

    private static VethPair as(VethPair made, int mtu, Attachment attachment) {
        return VethPair.of(
                made.host().withMtu(mtu).withAlias(attachment.mark()).withUp(true),
                made.pod().withMtu(mtu).withUp(true));
    }

    private static VethPair fresh(StepContext context, int mtu) {
        Attachment attachment = context.attachment();
        String mark = attachment.mark();
        VethPair pair = VethPair.of(
                freeName(attachment, context.snapshot()),
                StableMac.ofHostEnd(attachment),
                PodVeth.NAME,
                StableMac.ofPodEnd(attachment),
                mtu);
        return VethPair.of(pair.host().withAlias(mark), pair.pod());
    }

    private static String freeName(Attachment attachment, Snapshot now) {
        HostEndName names = new HostEndName(attachment.containerId());
        String preferred = names.preferred();
        if (!isTaken(preferred, attachment, now)) {
            return preferred;
        }
        String fallback = names.fallback();
        if (!isTaken(fallback, attachment, now)) {
            return fallback;
        }
        throw new PlanningException("the node already has devices " + preferred + " and " + fallback
                + ", which do not belong to this attachment");
    }

    /** {@return whether another device has this name: neither a host end of this attachment nor the peer of the pod's {@code veth0}} */
    private static boolean isTaken(String name, Attachment attachment, Snapshot now) {
        return now.host()
                .link(name)
                .filter(link -> !attachment.isHostEnd(link))
                .filter(link -> !link.peer().equals(PodVeth.NAME))
                .isPresent();
    }

    /**
     * {@return the plan that removes a host end with the same name whose pod end is not in this pod, if there is one} The container id may
     * have been used before with another network namespace.
     */
    private static Plan orphan(VethPair pair, Snapshot now) {
        Optional<Link> orphan =
                now.host().link(pair.host().name()).filter(link -> !link.peer().equals(PodVeth.NAME));
        return orphan.map(Plan::remove).orElse(Plan.NOTHING).because("its pod end is not in this pod");
    }

    private static Plan linkAddress(StepContext context) {
        boolean ipv4 = context.addressing().source(Family.IPV4).isPresent();
        return Options.from(context.options())
                .linkAddress()
                .filter(_ -> ipv4)
                .map(prefix ->
                        Veth0Address.plan(prefix.address(), context.snapshot().pod()))
                .orElse(Plan.NOTHING);
    }

    private static Plan ignoringRouters(String hostEnd, Snapshot now) {
        boolean nodeHasIpv6 =
                now.host().sysctl(SysctlValue.ipv6("default", ACCEPT_RA)).isPresent();
        return nodeHasIpv6
                ? Plan.ensure(SysctlValue.of(Netns.HOST, SysctlValue.ipv6(hostEnd, ACCEPT_RA), "0"))
                : Plan.NOTHING;
    }

    private static int mtu(StepContext context) {
        int mtu = Options.from(context.options()).mtu().orElse(context.nic().mtu());
        boolean ipv6 = context.addressing().source(Family.IPV6).isPresent();
        if (ipv6 && mtu < LEAST_IPV6_MTU) {
            throw new PlanningException("an MTU of " + mtu
                    + " bytes is too small for the IPv6 addresses of the NIC: the minimum is " + LEAST_IPV6_MTU);
        }
        return mtu;
    }
}
