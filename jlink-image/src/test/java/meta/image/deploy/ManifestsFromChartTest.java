package meta.image.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files of {@code deploy/kubernetes} in this project are those that {@link ManifestsFromChart} builds from the chart. */
class ManifestsFromChartTest {
    private static final Path KUBERNETES = Chart.DEPLOY.resolve("kubernetes");

    @TempDir
    Path folder;

    @Test
    void theCheckedInManifestsAreThoseOfTheChart() throws IOException {
        Map<String, String> rendered = ManifestsFromChart.from(new Chart(folder));
        if (Boolean.getBoolean("manifests.write")) {
            for (Map.Entry<String, String> file : rendered.entrySet()) {
                Path path = KUBERNETES.resolve(file.getKey());
                Files.createDirectories(path.getParent());
                Files.writeString(path, file.getValue());
            }
        }
        assertThat(checkedIn())
                .as("if the chart was changed, run ./meta manifests")
                .isEqualTo(rendered);
    }

    private static Map<String, String> checkedIn() throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(KUBERNETES)) {
            for (Path path : paths.filter(Files::isRegularFile).toList()) {
                files.put(KUBERNETES.relativize(path).toString(), Files.readString(path));
            }
        }
        return files;
    }
}
