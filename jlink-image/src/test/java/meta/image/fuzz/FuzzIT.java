package meta.image.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import meta.image.topology.Output;
import org.junit.jupiter.api.Test;

/** A short run of {@code ./meta fuzz}, with a fixed seed. */
class FuzzIT {
    private static final int SECONDS = 30;

    @Test
    void noTargetFailsWithinHalfAMinute() throws ExecutionException, InterruptedException {
        Map<String, Future<Output>> runs = new LinkedHashMap<>();
        try (ExecutorService fuzzers = Executors.newCachedThreadPool()) {
            for (String target : Fuzzing.TARGETS) {
                runs.put(target, fuzzers.submit(() -> Fuzzing.run(target, SECONDS, "-seed=1")));
            }
        }
        for (Map.Entry<String, Future<Output>> run : runs.entrySet()) {
            Output output = run.getValue().get();
            assertThat(output.succeeded())
                    .as("%s: %s", run.getKey(), output.stderr())
                    .isTrue();
        }
    }
}
