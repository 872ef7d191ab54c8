package meta.core.call;

import static meta.spi.testkit.Given.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import meta.core.reconcile.Difference;
import meta.core.reconcile.StepPlan;
import meta.netlink.IpAddress;
import meta.spi.Plan;
import meta.spi.StepContext;
import meta.spi.net.Netns;
import meta.spi.net.Route;
import org.junit.jupiter.api.Test;

class AddPlanPrinterTest {

    @Test
    void aTextWithALineFeedStaysInItsComment() {
        StepContext context = given("pod link eth0").context();
        IpAddress address = IpAddress.parse("10.6.0.9");
        Plan plan = Plan.ensure(Route.to(address.asPrefix(), Netns.POD, "eth0"))
                .because("a\nreboot")
                .then(Plan.warning("b\nreboot"))
                .then(Plan.conflict(address, "c\nreboot"));
        List<StepPlan> plans = List.of(new StepPlan("step", plan));
        List<String> lines = new ArrayList<>();
        AddPlanPrinter printer = new AddPlanPrinter(lines::add, "/run/netns/a");

        printer.printNotes(List.of("d\nreboot"));
        printer.print(
                new CallPlan(
                        context.snapshot(),
                        plans,
                        Difference.between(plans, context.snapshot()),
                        context.addressing(),
                        List.of(),
                        PlannedEffects.NONE),
                List.of());

        assertThat(lines)
                .containsExactly(
                        "# d\\nreboot",
                        "# warning: step: b\\nreboot",
                        "# the ADD fails, because c\\nreboot has 10.6.0.9",
                        "ip -n a route add 10.6.0.9 dev eth0 scope link proto 109  # a\\nreboot");
    }
}
