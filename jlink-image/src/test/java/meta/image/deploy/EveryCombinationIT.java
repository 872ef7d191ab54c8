package meta.image.deploy;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Helm chart renders valid objects for each combination of values that {@link Combinations} lists. */
@Tag("install")
class EveryCombinationIT {
    @Test
    void everyCombinationOfValuesIsValid(@TempDir Path folder) throws IOException {
        Combinations.check(new Chart(folder), Combinations.all());
    }
}
