package meta.image.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import meta.image.topology.Batch;

/** Measures ADD for a pod with {@value #ROUTES} further routes. */
record PodWithManyRoutesBench(Stopwatch stopwatch, BenchPod pod) {
    static final int ROUTES = 5000;
    static final String CROWDED = ", " + ROUTES + " routes in the pod";
    private static final String ALL = "20.0.0.0/8";

    /** {@return the wall times of ADD, by the name of the measurement in the report} Deletes the routes afterwards. */
    Map<String, Times> measure(List<MeasuredProgram> subjects, int runs) {
        fill();
        try {
            return measureFilled(subjects, runs);
        } finally {
            Batch.ip(pod.pod().netns(), "route flush root " + ALL);
        }
    }

    private Map<String, Times> measureFilled(List<MeasuredProgram> subjects, int runs) {
        Map<String, List<Duration>> taken = new LinkedHashMap<>();
        for (int run = 0; run < runs; run++) {
            for (MeasuredProgram subject : subjects) {
                Duration add = stopwatch.take(subject, "ADD", List.of(pod)).time();
                stopwatch.take(subject, "DEL", List.of(pod));
                taken.computeIfAbsent("ADD " + subject.name() + CROWDED, _ -> new ArrayList<>())
                        .add(add);
            }
        }
        Map<String, Times> times = new LinkedHashMap<>();
        taken.forEach((name, each) -> times.put(name, Times.of(each)));
        return times;
    }

    private void fill() {
        StringBuilder batch = new StringBuilder();
        for (int i = 0; i < ROUTES; i++) {
            batch.append("route add 20." + (i >> 8) + "." + (i & 255) + ".0/24 via 172.18.0.1\n");
        }
        Batch.ip(pod.pod().netns(), batch.toString());
    }
}
