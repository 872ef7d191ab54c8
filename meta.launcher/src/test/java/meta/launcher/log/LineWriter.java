package meta.launcher.log;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import meta.launcher.defaults.NodeDefaults;

/**
 * The program that the processes of {@link ManyProcessesTest} run: it appends lines to a log file. The arguments are the path of the file, the number
 * of the process, and how many lines it appends.
 */
final class LineWriter {
    private LineWriter() {}

    public static void main(String[] args) throws IOException {
        int writer = Integer.parseInt(args[1]);
        var limits = new RotationLimits(50_000, Duration.ofDays(1), 1_000);
        for (int number = 0; number < Integer.parseInt(args[2]); number++) {
            // the file is opened again for every second line, as by calls that start their own JVM
            var folders = new LogFolderPolicy(new NodeDefaults(Path.of("/nonexistent")), System.err);
            try (var file = new LogFile(Path.of(args[0]), limits, InstantSource.system(), folders)) {
                file.append((line(writer, number) + "\n").getBytes(StandardCharsets.UTF_8));
                file.append((line(writer, ++number) + "\n").getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    static String line(int writer, int number) {
        String text = "writer " + writer + " line " + number + " ";
        return text + "x".repeat(number % 100 == 0 ? LineLayout.MAX_LENGTH - 1 - text.length() : number % 90);
    }
}
