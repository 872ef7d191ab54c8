package meta.image.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Draws the pictures of a benchmark run. */
final class Pictures {
    private Pictures() {}

    /**
     * Draws the measurements of a result file. For {@code 2026-11-24.json}, writes {@code 2026-11-24.svg} and {@code 2026-11-24-bars.svg}
     * in the same folder.
     */
    static void draw(Path json) throws IOException {
        DrawnResults measured = DrawnResults.read(json);
        Files.writeString(plot(json), new Plot(measured).svg());
        Files.writeString(bars(json), new Bars(measured).svg());
    }

    static Path plot(Path json) {
        return json.resolveSibling(name(json) + ".svg");
    }

    static Path bars(Path json) {
        return json.resolveSibling(name(json) + "-bars.svg");
    }

    private static String name(Path json) {
        return json.getFileName().toString().replaceFirst("\\.json$", "");
    }
}
