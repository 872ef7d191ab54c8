package meta.image.deploy;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("install")
class EveryCombinationIT {
    @Test
    void everyCombinationOfValuesIsValid(@TempDir Path folder) throws IOException {
        Combinations.check(new Chart(folder), Combinations.all());
    }
}
