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
 * The work of an ADD grows in proportion to the number of routes, addresses or veth pairs. The test measures the work as allocated memory:
 * four times as many objects must take about four times the memory. Code that copies all objects once for each object would take sixteen
 * times the memory.
 */
class LinearWorkTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** {@return the smallest number of bytes that one of several runs has allocated} Later runs can allocate less, because they run compiled code. */
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
