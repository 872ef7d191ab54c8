package meta.launcher.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageInstallationTest {
    @TempDir
    Path prefix;

    private Path current;
    private Path first;

    @BeforeEach
    void twoVersions() throws IOException {
        current = prefix.resolve("current");
        first = Files.createDirectories(prefix.resolve("versions/1-aa"));
        Files.createDirectories(prefix.resolve("versions/1-bb"));
        Files.createSymbolicLink(current, Path.of("versions/1-aa"));
    }

    @Test
    void aVersionIsReplacedWhileTheLinkLeadsToAnotherVersion() throws IOException {
        ImageInstallation version = ImageInstallation.of(current).orElseThrow();
        assertThat(version.home()).isEqualTo(first.toRealPath());
        assertThat(version.isReplaced()).isFalse();

        link("versions/1-bb");
        assertThat(version.isReplaced()).isTrue();

        link(first.toString());
        assertThat(version.isReplaced()).isFalse();
    }

    @Test
    void aVersionIsNotReplacedIfTheLinkIsMissing() throws IOException {
        ImageInstallation version = ImageInstallation.of(first).orElseThrow();
        Files.delete(current);

        assertThat(version.isReplaced()).isFalse();
    }

    @Test
    void anImageInAnotherFolderIsNotAnInstalledVersion() throws IOException {
        assertThat(ImageInstallation.of(Files.createDirectories(prefix.resolve("image"))))
                .isEmpty();
        assertThat(ImageInstallation.of(Files.createDirectories(prefix.resolve("without-link/versions/1-aa"))))
                .isEmpty();
        assertThat(ImageInstallation.of(prefix.resolve("nowhere"))).isEmpty();
    }

    private void link(String target) throws IOException {
        Files.delete(current);
        Files.createSymbolicLink(current, Path.of(target));
    }
}
