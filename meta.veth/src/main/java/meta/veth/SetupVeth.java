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
 * Makes the veth pair: {@code veth0} in the pod, and on the host a device named after the container.
 *
 * <p>Both link-layer addresses are set when the pair is made, or a node's systemd (MACAddressPolicy) would change them later. The
 * host end hears no router advertisements, since what is behind it is a pod.
 */
public final class SetupVeth implements Step {
    static final String NAME = "setupVeth";
    private static final String ACCEPT_RA = "accept_ra";
    private static final int LEAST_IPV6_MTU = 1280; // RFC 8200 section 5

    /**
     * What the configuration says of the pair.
     *
     * @param mtu in bytes; empty for the NIC's
     * @param linkAddress the IPv4 address of {@code veth0}; empty for none
     */
    record Options(Optional<Integer> mtu, Optional<Prefix> linkAddress) {
        static final Option<Optional<Integer>> MTU = Option.of(
                        "veth_mtu",
                        OptionType.wholeNumber(68, 65535).map(mtu -> Optional.of(mtu.intValue())),
                        Optional.<Integer>empty(),
                        "The MTU of the veth pair in bytes; the NIC's where it is not given.")
                .atTopLevel();

        static final Option<Optional<Prefix>> LINK_ADDRESS = Option.of(
                        "veth_link_address",
                        OptionType.text("an IPv4 address with a prefix length of 32, or nothing", LinkAddress::parse),
                        Optional.of(LinkAddress.DEFAULT),
                        "The IPv4 address of the pod's `veth0`, such as `169.254.100.1/32`, the same in every pod: redirecting"
                                + " rules in the pod and loose filters need one. It is never a source towards others. `\"\"` for"
                                + " none.")
                .atTopLevel();

        static final List<Option<?>> DECLARED = List.of(MTU, LINK_ADDRESS);

        static Options from(StepOptions given) {
            return new Options(given.get(MTU), given.get(LINK_ADDRESS));
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
        boolean taken = isTaken(names.usual(), context.attachment(), now);
        String name = VethPair.find(PodVeth.NAME, now.host(), now.pod())
                .map(made -> made.host().name())
                .orElse(taken ? names.unusual() : names.usual());
        return List.of(
                new Question.HostLink(names.usual()),
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
        return leftover(pair, context.snapshot())
                .then(Plan.ensure(pair))
                .then(deafToRouters(pair.host().name(), context.snapshot()))
                .then(linkAddress(
                        context)) // after what goes alone, so that it shares the request with neighbours and routes
                .then(Plan.report(pair.host()))
                .then(Plan.report(pair.pod()));
    }

    /** A later NIC of the pod has the pair of its first; it is noted on the pod's end, for when the first NIC goes. */
    private static Plan joined(Link veth, Attachment attachment) {
        return Plan.ensure(
                veth.withAlias(SharedLink.of(veth.alias()).with(attachment).alias()));
    }

    private static VethPair as(VethPair made, int mtu, Attachment attachment) {
        return new VethPair(
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
        return new VethPair(pair.host().withAlias(mark), pair.pod());
    }

    private static String freeName(Attachment attachment, Snapshot now) {
        HostEndName names = new HostEndName(attachment.containerId());
        String usual = names.usual();
        if (!isTaken(usual, attachment, now)) {
            return usual;
        }
        String unusual = names.unusual();
        if (!isTaken(unusual, attachment, now)) {
            return unusual;
        }
        throw new PlanningException(
                "the node has devices " + usual + " and " + unusual + " of other attachments already");
    }

    private static boolean isTaken(String name, Attachment attachment, Snapshot now) {
        return now.host()
                .link(name)
                .filter(link -> !attachment.isHostEnd(link))
                .filter(link -> !link.peer().equals(PodVeth.NAME))
                .isPresent();
    }

    /** A host end with our mark whose other end is not this pod's: the container's id has come back with another namespace. */
    private static Plan leftover(VethPair pair, Snapshot now) {
        Optional<Link> stray =
                now.host().link(pair.host().name()).filter(link -> !link.peer().equals(PodVeth.NAME));
        return stray.map(Plan::remove).orElse(Plan.NOTHING).because("its other end is not in this pod");
    }

    private static Plan linkAddress(StepContext context) {
        boolean ipv4 = context.addressing().source(Family.IPV4).isPresent();
        return Options.from(context.options())
                .linkAddress()
                .filter(_ -> ipv4)
                .map(prefix ->
                        LinkAddress.plan(prefix.address(), context.snapshot().pod()))
                .orElse(Plan.NOTHING);
    }

    private static Plan deafToRouters(String hostEnd, Snapshot now) {
        boolean nodeHasIpv6 =
                now.host().sysctl(SysctlValue.ipv6("default", ACCEPT_RA)).isPresent();
        return nodeHasIpv6
                ? Plan.ensure(new SysctlValue(Netns.HOST, SysctlValue.ipv6(hostEnd, ACCEPT_RA), "0"))
                : Plan.NOTHING;
    }

    private static int mtu(StepContext context) {
        int mtu = Options.from(context.options()).mtu().orElse(context.nic().mtu());
        boolean ipv6 = context.addressing().source(Family.IPV6).isPresent();
        if (ipv6 && mtu < LEAST_IPV6_MTU) {
            throw new PlanningException("an MTU of " + mtu
                    + " bytes is too small for the NIC's IPv6 addresses, which need " + LEAST_IPV6_MTU);
        }
        return mtu;
    }
}
