package meta.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.util.List;
import java.util.Properties;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import meta.image.cluster.Image;
import meta.image.steps.Author;
import org.junit.jupiter.api.Test;

/** {@code docs/steps/modules.md} lists exactly the modules of the JDK that the image contains. */
class JdkModulesIT {
    private static final Pattern ROW = Pattern.compile("^\\| `(j[a-z.]+)` \\|", Pattern.MULTILINE);

    @Test
    void theDocumentHasTheJdkModulesOfTheImage() throws IOException {
        Properties release = new Properties();
        try (Reader in = Files.newBufferedReader(Image.home().resolve("release"))) {
            release.load(in);
        }
        List<String> ofJdk = Stream.of(
                        release.getProperty("MODULES").replace("\"", "").split(" ", -1))
                .filter(module -> module.startsWith("java.") || module.startsWith("jdk."))
                .toList();
        String document = Files.readString(Author.repository().resolve("docs/steps/modules.md"));

        assertThat(ROW.matcher(document).results().map((MatchResult row) -> row.group(1)))
                .containsExactlyInAnyOrderElementsOf(ofJdk);
    }
}
