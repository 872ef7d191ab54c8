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
 * Tells the hosts on the NIC's link that it has its addresses now: by gratuitous ARP, and by unsolicited neighbour advertisements.
 *
 * <p>A host that knows an address by the MAC address of a former pod otherwise goes on sending to that one until its entry expires.
 */
public final class Announce implements Step {
    static final Option<Boolean> WANTED = Option.of(
                    "announce",
                    OptionType.flag(),
                    true,
                    "Whether an ADD tells the hosts on the NIC's link that it has its addresses now. Live migration may want it"
                            + " off.")
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

    /** {@return the announcement of all addresses of the NIC} */
    static Plan of(Link nic, StepContext context) {
        return Plan.forEach(
                context.addressing().pod(), address -> Plan.announce(new Claim(Netns.POD, nic.name(), address)));
    }
}
