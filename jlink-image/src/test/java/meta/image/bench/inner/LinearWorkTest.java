package meta.image.bench.inner;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Twice as many routes, addresses or veth pairs take about twice the work. The test measures the work as allocated memory, which does not
 * depend on the speed or load of the machine. Code that copies a list of all objects once for each object allocates four times as much.
 */
class LinearWorkTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private static long allocated(PureAdd add) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        add.batches();
        return THREADS.getCurrentThreadAllocatedBytes() - before;
    }

    private static void assertLinear(IntFunction<PureAdd> sized) {
        PureAdd few = sized.apply(1000);
        PureAdd many = sized.apply(2000);
        allocated(few); // loads the classes

        assertThat(allocated(many)).isLessThan(23 * allocated(few) / 10);
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
