package meta.image.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import meta.image.bench.ImageSize;
import meta.image.cluster.Image;
import org.junit.jupiter.api.Test;

/** Limits the size of the image, and lists which programs and libraries it contains. */
class SizeIT {
    private static final long MEGABYTE = 1_000_000;
    private static final ImageSize SIZE = ImageSize.of(Image.home());

    @Test
    void theImageWithoutItsAotCacheIsSmall() {
        assertThat(SIZE.all() - SIZE.aotCache()).isLessThan(55 * MEGABYTE);
    }

    @Test
    void theAotCacheIsSmall() {
        assertThat(SIZE.aotCache()).isBetween(5 * MEGABYTE, 25 * MEGABYTE);
    }

    @Test
    void theNativeLibraryIsInTheImage() {
        assertThat(Image.home().resolve("lib/libjffi-1.2.so")).isRegularFile();
    }

    @Test
    void noCommandsButOursAndJavaAreInBin() {
        assertThat(Image.home().resolve("bin")).isDirectoryNotContaining(path -> !Files.isExecutable(path));
        assertThat(Image.home().resolve("bin").toFile().list())
                .containsExactlyInAnyOrder("java", "metactl", "router", "veth");
    }
}
