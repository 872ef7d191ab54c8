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

/** Gives the pod's NIC a transmit queue of the length that the configuration says. */
public final class SetTxQueueLength implements Step, StepProvider {
    static final Option<Long> LENGTH = Option.required(
            "txqueuelen", OptionType.wholeNumber(0, 1_000_000), "How many packets may wait to be sent by the NIC.");

    @Override
    public List<StepDeclaration> steps() {
        return List.of(StepDeclaration.of(this, "Lets more packets wait to be sent by the pod's NIC.")
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
