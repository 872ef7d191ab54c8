package meta.core.plugin.step;

import java.util.List;
import meta.netlink.MacAddress;
import meta.spi.Claim;
import meta.spi.Plan;
import meta.spi.SharedSteps;
import meta.spi.Step;
import meta.spi.StepContext;
import meta.spi.net.Link;
import meta.spi.net.Netns;
import meta.spi.option.Option;
import meta.spi.option.OptionType;

/**
 * Announces the NIC's addresses in {@link StepContext#addressing} to the other hosts on the NIC's LAN, by gratuitous ARP and unsolicited
 * neighbour advertisements. Otherwise, other hosts could use the MAC address of a former pod until their cache entries expire.
 */
public final class Announce implements Step {
    static final Option<Boolean> WANTED = Option.of(
                    "announce",
                    OptionType.flag(),
                    true,
                    "Announce the NIC's addresses on its link at the end of ADD. Set it to `false` if another pod"
                            + " still uses the addresses, as during a live migration.")
            .atTopLevel();

    static final List<Option<?>> DECLARED = List.of(WANTED);

    @Override
    public String name() {
        return SharedSteps.ANNOUNCE;
    }

    @Override
    public Plan plan(StepContext context) {
        Link nic = context.nic();
        boolean possible = !nic.lladdr().equals(MacAddress.NONE);
        return possible && context.options().get(WANTED) ? of(nic, context) : Plan.NOTHING;
    }

    /** {@return the announcement of the addresses in {@link StepContext#addressing} on a NIC} */
    static Plan of(Link nic, StepContext context) {
        return Plan.forEach(
                context.addressing().pod(), address -> Plan.announce(Claim.of(Netns.POD, nic.name(), address)));
    }
}
