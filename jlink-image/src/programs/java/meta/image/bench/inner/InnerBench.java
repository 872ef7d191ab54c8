package meta.image.bench.inner;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * {@code ./meta bench --inner}: measures the inner loops of a call with JMH, in a JVM that has been warmed up. Sends nothing to the kernel,
 * and needs no root. Takes a minute and a half.
 */
public record InnerBench(List<Loop> loops) {

    /**
     * The result of one loop.
     *
     * @param nanos the mean duration of one iteration in nanoseconds
     * @param error half of the width of the 99.9 % confidence interval of the mean, in nanoseconds
     */
    record Loop(String name, double nanos, double error) {}

    /**
     * {@return the results of all loops in this package}
     *
     * @throws IllegalStateException if a loop fails
     */
    public static InnerBench run() {
        var options = new OptionsBuilder()
                .include(InnerBench.class.getPackageName() + ".*")
                .mode(Mode.AverageTime)
                .timeUnit(TimeUnit.NANOSECONDS)
                .forks(2)
                .warmupIterations(3)
                .warmupTime(TimeValue.milliseconds(700))
                .measurementIterations(5)
                .measurementTime(TimeValue.milliseconds(500))
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT)
                .build();
        try {
            Collection<RunResult> results = new Runner(options).run();
            return new InnerBench(results.stream().map(InnerBench::loop).toList());
        } catch (RunnerException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Loop loop(RunResult result) {
        Result<?> found = result.getPrimaryResult();
        return new Loop(found.getLabel(), found.getScore(), found.getScoreError());
    }

    public void print(PrintStream out) {
        out.printf("%n%-40s %14s %12s%n", "time in ns", "mean", "error +-");
        for (Loop loop : loops) {
            out.printf(Locale.ROOT, "  %-38s %14.0f %12.0f%n", loop.name(), loop.nanos(), loop.error());
        }
    }

    /**
     * Writes the results to {@code <date>-inner.json}.
     *
     * @param folder the folder of the file; created if it does not exist
     * @param machine a description of the machine, as the content of a JSON string
     * @return the written file
     */
    public Path write(Path folder, String date, String machine) throws IOException {
        List<String> lines = new ArrayList<>();
        for (Loop loop : loops) {
            lines.add(String.format(
                    Locale.ROOT,
                    "    \"%s\": {\"mean\": %.1f, \"error\": %.1f}",
                    loop.name(),
                    loop.nanos(),
                    loop.error()));
        }
        String json = "{\n  \"date\": \"" + date + "\",\n  \"machine\": \"" + machine + "\",\n  \"nanoseconds\": {\n"
                + String.join(",\n", lines) + "\n  }\n}\n";
        Files.createDirectories(folder);
        return Files.writeString(folder.resolve(date + "-inner.json"), json);
    }
}
