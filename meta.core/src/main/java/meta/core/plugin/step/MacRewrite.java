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
 * Derives the NIC's MAC address from the NIC's IP address, if {@code mac_prefix} is not empty. If the IP address moves to another node, the
 * MAC address stays the same.
 *
 * <p>The device is not set down for the change, because its routes and IPv6 addresses would be lost.
 */
public final class MacRewrite implements Step {

    /**
     * The value of {@code mac_prefix}.
     *
     * @param prefix the first two bytes of the new MAC address; empty if the MAC address is not changed
     */
    record Options(Optional<MacPrefix> prefix) {
        static final Option<Optional<MacPrefix>> PREFIX = Option.of(
                        "mac_prefix",
                        OptionType.text("two bytes such as `0a:1b`, or an empty string", Options::prefix),
                        Optional.<MacPrefix>empty(),
                        "First two bytes of the NIC's new MAC address. Must be unicast. The other four bytes are the"
                                + " NIC's first IPv4 address. If the NIC has none, they are the last four bytes of its first IPv6"
                                + " address. If unset or empty, the MAC address stays.")
                .alsoSpelt("mac_preifx") // the Go plugins of the same names read only this spelling
                .atTopLevel();

        static final Option<Boolean> ONLY = Option.of(
                        "only_op_mac",
                        OptionType.flag(),
                        false,
                        "Run only the steps `detectConflict` and `macRewrite`.")
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
        Plan announcement = context.options().get(Announce.WANTED) ? Announce.of(changed, context) : Plan.NOTHING;
        return Plan.ensure(changed).then(Plan.report(changed)).then(announcement);
    }

    private static Link nic(StepContext context) {
        Link nic = context.nic();
        String name = nic.name();
        if (nic.kind().equals("ipvlan") || nic.kind().equals("ipvtap")) {
            throw new PlanningException(name + " is an " + nic.kind()
                    + ", which has the MAC address of its parent and can have none of its own; omit mac_prefix");
        }
        if (nic.lladdr().equals(MacAddress.NONE)) {
            throw new PlanningException(name + " is a device without a MAC address; omit mac_prefix");
        }
        return nic;
    }

    private static IpAddress first(StepContext context) {
        return context.addressing()
                .source(Family.IPV4)
                .or(() -> context.addressing().source(Family.IPV6))
                .orElseThrow(() -> new PlanningException(context.attachment().ifname()
                        + " has no IP address from which its MAC address can be derived"));
    }
}
