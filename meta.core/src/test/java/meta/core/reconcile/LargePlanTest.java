package meta.core.reconcile;

import static meta.spi.testkit.Given.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import meta.netlink.IpAddress;
import meta.netlink.RouteTable;
import meta.spi.Plan;
import meta.spi.net.Netns;
import meta.spi.net.NetworkObject;
import meta.spi.net.Route;
import meta.spi.net.Rule;
import meta.spi.testkit.Given;
import org.junit.jupiter.api.Test;

/**
 * The work for a plan is proportional to the number of objects. The test compares one plan with 16,000 objects to sixteen plans with 1,000 objects
 * each: the one plan must take less than five times the work of the sixteen plans. If the work grew with the square of the number, the factor would
 * be sixteen.
 *
 * <p>The work is measured as processor time of this thread, which hardly depends on the load of the machine.
 */
class LargePlanTest {
    private static final Path PROCESSOR =
            Path.of("/proc/thread-self/schedstat"); // the first number is the thread's processor time in nanoseconds
    private static final int FEW = 1000;
    private static final int RATIO = 16;

    private static final Given NODE = given("""
            host link vetha kind veth peer veth0 netns pod alias 'meta-plugins network=lan container=0123456789abcdef ifname=eth0'
            pod  link veth0 kind veth
            pod  link eth0 kind macvlan
            """).assigned("172.18.24.120/16");

    private static IpAddress address(int number) {
        return IpAddress.parse("10." + number / 65536 + "." + number / 256 % 256 + "." + number % 256);
    }

    private static List<StepPlan> plan(int size, IntFunction<NetworkObject> object) {
        List<Plan.Item> items = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            items.add(new Plan.Ensure(object.apply(i), ""));
        }
        return List.of(new StepPlan("acme", new Plan(items)));
    }

    private static int batches(List<StepPlan> plans) {
        Changes changes = Difference.between(plans, NODE.snapshot());
        ThirdPartyChangeReview.require(
                NODE.attachment(), NODE.addressing(), NODE.snapshot(), changes, Map.of("acme", "acme.jar"));
        new OtherPodAddressCheck(NODE.attachment(), NODE.addressing(), NODE.snapshot(), changes).suspects();
        return Batches.of(changes.list()).size();
    }

    private static long onProcessor() {
        try {
            return Long.parseLong(Files.readString(PROCESSOR).split(" ", -1)[0]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long nanoseconds(List<StepPlan> plans, int times) {
        long least = Long.MAX_VALUE;
        for (int run = 0; run < 4; run++) {
            long before = onProcessor();
            for (int i = 0; i < times; i++) {
                assertThat(batches(plans)).isOne();
            }
            least = Math.min(least, onProcessor() - before);
        }
        return least;
    }

    private static void assertLinear(IntFunction<NetworkObject> object) {
        List<StepPlan> few = plan(FEW, object);
        List<StepPlan> many = plan(RATIO * FEW, object);
        long ofFew = nanoseconds(few, RATIO);
        assertThat(nanoseconds(many, 1)).isLessThan(5 * ofFew);
    }

    @Test
    void theWorkForRoutesOfTheHostIsProportionalToTheirNumber() {
        assertLinear(number -> Route.to(address(number).asPrefix(), Netns.HOST, "vetha"));
    }

    @Test
    void theWorkForRoutesAndRulesOfThePodIsProportionalToTheirNumber() {
        assertLinear(number -> number % 2 == 0
                ? Route.to(address(number).asPrefix(), Netns.POD, "eth0")
                : Rule.to(address(number).asPrefix(), Netns.POD, RouteTable.of(200), 1000));
    }
}
