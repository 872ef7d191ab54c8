package meta.image.bench.inner;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/**
 * Twice the routes take twice the work. What is counted is the memory that the work takes from the heap, which neither the machine's
 * speed nor its load changes: whoever copies or lists a pod's routes once for each route takes four times as much.
 */
class LinearWorkTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private static long allocated(PureAdd add) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        int requests = add.batches().size();
        long taken = THREADS.getCurrentThreadAllocatedBytes() - before;
        assertThat(requests).isPositive();
        return taken;
    }

    @Test
    void anAddTakesWorkInProportionToTheRoutesThatItMoves() {
        PureAdd few = PureAdd.router(1000);
        PureAdd many = PureAdd.router(2000);
        allocated(few); // loads the classes

        assertThat(allocated(many)).isLessThan(23 * allocated(few) / 10);
    }

    @Test
    void allRoutesMove() {
        assertThat(PureAdd.router(1000).changes().size()).isGreaterThan(1000);
    }
}
