package meta.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import meta.image.cluster.Image;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The Maven repository that the build makes for authors of steps contains the sources and the Javadoc of the API. */
class MavenRepositoryIT {
    private static final Path ARTIFACTS = Image.home().resolveSibling("repository/io/github/metaplugins");

    /** The files have the names by which IDEs find sources and Javadoc. */
    @ParameterizedTest(name = "{0}{1}")
    @CsvSource({
        "meta.netlink, -sources, meta/netlink/IpAddress.java",
        "meta.netlink, -javadoc, meta/netlink/IpAddress.html",
        "meta.spi, -sources, meta/spi/Step.java",
        "meta.spi, -sources, module-info.java",
        "meta.spi, -javadoc, meta/spi/Step.html",
        "meta.spi, -test-sources, meta/spi/testkit/Given.java",
        "meta.spi, -test-javadoc, meta/spi/testkit/Given.html"
    })
    void sourcesAndJavadocAreBesideTheJar(String artifact, String kind, String entry) throws IOException {
        assertThat(entries(artifact, kind)).contains(entry);
    }

    @ParameterizedTest
    @CsvSource({"meta.netlink", "meta.spi"})
    void theJavadocIsAboutTheApiOnly(String artifact) throws IOException {
        assertThat(entries(artifact, "-javadoc"))
                .noneMatch(entry -> entry.startsWith("meta/netlink/codec/") || entry.startsWith("meta/netlink/libc/"));
    }

    private static List<String> entries(String artifact, String kind) throws IOException {
        try (Stream<Path> files = Files.walk(ARTIFACTS.resolve(artifact))) {
            Path jar = files.filter(file -> file.toString().endsWith("-SNAPSHOT" + kind + ".jar"))
                    .findAny()
                    .orElseThrow();
            try (JarFile content = new JarFile(jar.toFile())) {
                return content.stream().map(each -> each.getName()).toList();
            }
        }
    }
}
