package training.step;

import java.util.List;
import meta.netlink.Prefix;
import meta.spi.Plan;
import meta.spi.Step;
import meta.spi.StepContext;
import meta.spi.StepDeclaration;
import meta.spi.net.Link;
import meta.spi.net.Netns;
import meta.spi.net.Route;
import meta.spi.option.Option;
import meta.spi.option.OptionType;

/** A step that changes the NIC's queue length and adds routes, to put classes of the API of third-party steps into the AOT cache. */
record QueueAndRoute(String name) implements Step {
    private static final Option<Long> LENGTH =
            Option.of("length", OptionType.wholeNumber(1, 1_000_000), 2000L, "The transmit queue length of the NIC.");
    private static final Option<List<Prefix>> TO =
            Option.of("to", OptionType.subnets(), List.of(Prefix.parse("203.0.113.0/24")), "Destinations of routes.");

    StepDeclaration declaration() {
        return StepDeclaration.of(this, "Sets a queue length and adds routes.")
                .withOptions(List.of(LENGTH, TO))
                .after("veth", "setupRoutes");
    }

    @Override
    public Plan plan(StepContext context) {
        String nic = context.attachment().ifname();
        Link link = context.snapshot().pod().link(nic).orElseThrow();
        return Plan.ensure(link.withTxqueuelen(context.options().get(LENGTH).intValue()))
                .then(Plan.forEach(
                        context.options().get(TO), subnet -> Plan.ensure(Route.to(subnet, Netns.POD, nic))));
    }
}
