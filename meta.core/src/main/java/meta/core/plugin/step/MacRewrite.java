package meta.core.plugin.step;

import java.util.List;
import java.util.Optional;
import meta.netlink.Family;
import meta.netlink.IpAddress;
import meta.netlink.MacAddress;
import meta.spi.Plan;
import meta.spi.PlanningException;
import meta.spi.SharedSteps;
import meta.spi.Step;
import meta.spi.StepContext;
import meta.spi.net.Link;
import meta.spi.option.Option;
import meta.spi.option.OptionType;
import meta.spi.option.StepOptions;

/**
 * Gives the NIC a MAC address that follows from its IP address, and tells the link: who moves a pod's address to another node finds the
 * same MAC address there.
 *
 * <p>The address changes while the device is up, since routes and IPv6 addresses do not survive that it goes down.
 */
public final class MacRewrite implements Step {

    /**
     * What the configuration says of the NIC's MAC address.
     *
     * @param prefix its first two bytes; empty where it stays as it is
     */
    record Options(Optional<MacPrefix> prefix) {
        static final Option<Optional<MacPrefix>> PREFIX = Option.of(
                        "mac_prefix",
                        OptionType.text(
                                "the first two bytes of a MAC address such as 0a:1b, not of a group's, or nothing",
                                Options::prefix),
                        Optional.<MacPrefix>empty(),
                        "The first two bytes of the NIC's new MAC address; the others are those of its first IPv4 address,"
                                + " or the last ones of its first IPv6 address. The MAC address is left alone where this"
                                + " is not given, or `\"\"`.")
                .alsoSpelt("mac_preifx")
                .atTopLevel();

        static final Option<Boolean> ONLY = Option.of(
                        "only_op_mac",
                        OptionType.flag(),
                        false,
                        "Whether nothing else is done than to change the MAC address, and before that to look for address"
                                + " conflicts where that is on.")
                .atTopLevel()
                .needing(PREFIX);

        static final List<Option<?>> DECLARED = List.of(PREFIX, ONLY, Announce.WANTED);

        static Options from(StepOptions given) {
            return new Options(given.get(PREFIX));
        }

        private static Optional<MacPrefix> prefix(String text) {
            return text.isEmpty() ? Optional.empty() : Optional.of(MacPrefix.parse(text));
        }
    }

    @Override
    public String name() {
        return SharedSteps.MAC_REWRITE;
    }

    @Override
    public Plan plan(StepContext context) {
        Optional<MacPrefix> prefix = Options.from(context.options()).prefix();
        if (prefix.isEmpty()) {
            return Plan.NOTHING;
        }
        Link changed = nic(context).withLladdr(prefix.get().with(first(context)));
        Plan news = context.options().get(Announce.WANTED) ? Announce.of(changed, context) : Plan.NOTHING;
        return Plan.ensure(changed).then(Plan.report(changed)).then(news);
    }

    private static Link nic(StepContext context) {
        Link nic = context.nic();
        String name = nic.name();
        if (nic.kind().equals("ipvlan") || nic.kind().equals("ipvtap")) {
            throw new PlanningException(name + " is an " + nic.kind()
                    + ", which has the MAC address of its parent and can have none of its own; leave mac_prefix away");
        }
        if (nic.lladdr().equals(MacAddress.NONE)) {
            throw new PlanningException(name + " is a device without a MAC address; leave mac_prefix away");
        }
        return nic;
    }

    private static IpAddress first(StepContext context) {
        return context.addressing()
                .source(Family.IPV4)
                .or(() -> context.addressing().source(Family.IPV6))
                .orElseThrow(() -> new PlanningException(
                        context.attachment().ifname() + " has no IP address that a MAC address could follow from"));
    }
}
