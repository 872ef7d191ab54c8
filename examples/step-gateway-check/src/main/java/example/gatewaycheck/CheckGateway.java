package example.gatewaycheck;

import java.time.Duration;
import java.util.List;
import meta.spi.Claim;
import meta.spi.Plan;
import meta.spi.Step;
import meta.spi.StepContext;
import meta.spi.StepDeclaration;
import meta.spi.StepProvider;
import meta.spi.net.Netns;
import meta.spi.option.Option;
import meta.spi.option.OptionType;

/** Makes an ADD fail if a gateway of the NIC's subnets does not answer, for example because the NIC is in the wrong VLAN. */
public final class CheckGateway implements Step, StepProvider {
    static final Option<Long> TIMES =
            Option.of("times", OptionType.wholeNumber(1, 10), 3L, "How many times each gateway is asked.");
    static final Option<Duration> INTERVAL =
            Option.of("interval", OptionType.duration(), Duration.ofSeconds(1), "Time to wait for each answer.");

    @Override
    public List<StepDeclaration> steps() {
        return List.of(StepDeclaration.of(this, "Fails if a gateway of the NIC does not answer.")
                .withOptions(List.of(TIMES, INTERVAL))
                .offByDefault()
                .after("veth", "detectConflict")
                .after("router", "detectConflict"));
    }

    @Override
    public String name() {
        return "checkGateway";
    }

    @Override
    public Plan plan(StepContext context) {
        int times = context.options().get(TIMES).intValue();
        return Plan.forEach(
                context.addressing().routers(),
                gateway -> Plan.expectAnswer(
                        Claim.of(Netns.POD, context.attachment().ifname(), gateway),
                        times,
                        context.options().get(INTERVAL)));
    }
}
