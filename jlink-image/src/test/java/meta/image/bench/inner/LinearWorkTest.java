package meta.image.bench.inner;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.function.IntFunction;
import meta.spi.Plan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Four times as many routes, addresses or veth pairs take about four times the work, measured as allocated memory. Code that copies all
 * objects for each object would take sixteen times the work.
 */
class LinearWorkTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** {@return the least of several runs, because compiled code allocates less} */
    private static long allocated(Runnable work) {
        long least = Long.MAX_VALUE;
        for (int run = 0; run < 4; run++) {
            long before = THREADS.getCurrentThreadAllocatedBytes();
            work.run();
            least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
        }
        return least;
    }

    private static void assertLinear(IntFunction<PureAdd> sized) {
        PureAdd few = sized.apply(1000);
        PureAdd many = sized.apply(4000);

        assertThat(allocated(many::batches)).isLessThan(5 * allocated(few::batches));
    }

    @Test
    void aPlanIsBuiltItemByItemInProportionToItsItems() {
        assertThat(allocated(() -> plan(8000))).isLessThan(5 * allocated(() -> plan(2000)));
    }

    private static Plan plan(int items) {
        Plan plan = Plan.NOTHING;
        for (int i = 0; i < items; i++) {
            plan = plan.then(Plan.warning("a warning"));
        }
        return plan;
    }

    @Test
    void anAddTakesWorkInProportionToTheRoutesThatItMoves() {
        assertLinear(PureAdd::router);
    }

    @ParameterizedTest
    @ValueSource(strings = {"veth", "router"})
    void anAddTakesWorkInProportionToTheAddressesOfTheNic(String type) {
        assertLinear(count -> of(type).withAddresses(count));
    }

    @ParameterizedTest
    @ValueSource(strings = {"veth", "router"})
    void anAddTakesWorkInProportionToThePairsOfThePod(String type) {
        assertLinear(count -> of(type).withPairs(count));
    }

    @ParameterizedTest
    @ValueSource(strings = {"veth", "router"})
    void aRepeatedAddTakesWorkInProportionToTheAddressesOfTheNic(String type) {
        assertLinear(count -> of(type).withAddresses(count).again());
    }

    private static PureAdd of(String type) {
        return type.equals("veth") ? PureAdd.veth() : PureAdd.router();
    }

    @Test
    void allRoutesMove() {
        assertThat(PureAdd.router(1000).changes().size()).isGreaterThan(1000);
    }
}
