package meta.image.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * The machine on which a benchmark ran. The results are reliable only if {@code load} was low before the benchmark.
 *
 * @param processor the model name of the processor, or the architecture if the name is unknown
 * @param kernel the name and version of the operating system
 * @param java the version of the JVM
 * @param load the load average of the machine over the last minute; NaN if it is unknown
 */
record Machine(String processor, int cores, String kernel, String java, double load) {
    static Machine here() {
        return new Machine(
                nameOfProcessor(),
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("os.name") + " " + System.getProperty("os.version"),
                System.getProperty("java.vm.version"),
                loadAverage());
    }

    private static String nameOfProcessor() {
        for (String line : lines("/proc/cpuinfo")) {
            if (line.startsWith("model name")) {
                return line.substring(line.indexOf(':') + 1).strip();
            }
        }
        return System.getProperty("os.arch");
    }

    private static double loadAverage() {
        List<String> lines = lines("/proc/loadavg");
        return lines.isEmpty()
                ? Double.NaN
                : Double.parseDouble(lines.getFirst().split(" ", 2)[0]);
    }

    private static List<String> lines(String file) {
        try {
            return Files.readAllLines(Path.of(file));
        } catch (IOException e) {
            return List.of();
        }
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT, "%d cores of %s, %s, Java %s, load %.1f", cores, processor, kernel, java, load);
    }
}
