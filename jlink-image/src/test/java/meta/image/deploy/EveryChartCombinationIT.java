package meta.image.deploy;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Helm chart renders valid objects for each combination of values that {@link ChartValueCombinations} lists. */
@Tag("install")
class EveryChartCombinationIT {
    @Test
    void everyCombinationOfValuesIsValid(@TempDir Path folder) throws IOException {
        ChartValueCombinations.check(new Chart(folder), ChartValueCombinations.all());
    }
}
