package example.txqueuelen;

import java.util.List;
import meta.spi.Plan;
import meta.spi.PlanningException;
import meta.spi.Step;
import meta.spi.StepContext;
import meta.spi.StepDeclaration;
import meta.spi.StepProvider;
import meta.spi.net.Link;
import meta.spi.option.Option;
import meta.spi.option.OptionType;

/** Sets the length of the transmit queue of the pod's NIC. */
public final class SetTxQueueLength implements Step, StepProvider {
    static final Option<Long> LENGTH = Option.required(
            "txqueuelen", OptionType.wholeNumber(0, 1_000_000), "Number of packets in the transmit queue of the NIC.");

    @Override
    public List<StepDeclaration> steps() {
        return List.of(StepDeclaration.of(this, "Sets the length of the transmit queue of the pod's NIC.")
                .withOptions(List.of(LENGTH))
                .offByDefault()
                .after("veth", "tuneSysctl")
                .after("router", "tuneSysctl"));
    }

    @Override
    public String name() {
        return "setTxQueueLength";
    }

    @Override
    public Plan plan(StepContext context) {
        String name = context.attachment().ifname();
        Link nic = context.snapshot()
                .pod()
                .link(name)
                .orElseThrow(() -> new PlanningException("the pod has no device " + name));
        return Plan.ensure(nic.withTxqueuelen(context.options().get(LENGTH).intValue()));
    }
}
