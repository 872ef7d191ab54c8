package meta.spi.example;

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

/** The example of a step in the documentation of {@code meta.spi}: sets the MTU of the NIC. */
// @start region="step"
public final class JumboFrames implements Step, StepProvider {
    private static final Option<Long> MTU =
            Option.of("mtu", OptionType.wholeNumber(1280, 9000), 9000L, "The MTU of the NIC in bytes.");

    @Override
    public String name() {
        return "jumboFrames";
    }

    @Override
    public Plan plan(StepContext context) {
        String nic = context.attachment().ifname();
        Link link = context.snapshot().pod().link(nic).orElseThrow(() -> new PlanningException("no device " + nic));
        return Plan.ensure(link.withMtu(context.options().get(MTU).intValue()));
    }

    @Override
    public List<StepDeclaration> steps() {
        return List.of(StepDeclaration.of(this, "Lets the pod's NIC carry larger packets.")
                .withOptions(List.of(MTU))
                .after("veth", "tuneSysctl"));
    }
}
// @end
