package meta.launcher.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import meta.netlink.testbed.NeedsRealKernel;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Root must not run code that another user can change. The tests run as root, because only root can change the owner of a file. */
@NeedsRealKernel
class ImageTrustTest {
    @TempDir
    Path folder;

    private Path image;
    private Path modules;

    @BeforeEach
    void anImage() throws IOException {
        image = Files.createDirectories(folder.resolve("parent/image"));
        modules = Files.writeString(Files.createDirectory(image.resolve("lib")).resolve("modules"), "");
        for (Path each : new Path[] {image.getParent(), image, modules.getParent()}) {
            mode(each, "rwxr-xr-x");
        }
        mode(modules, "rw-r--r--");
    }

    @Test
    void anImageThatOnlyRootCanChangeIsTrusted() throws IOException {
        assertThat(trust("").violation(image)).isEmpty();
    }

    @Test
    void aFileThatOtherUsersCanWriteIsNamed() throws IOException {
        mode(modules, "rw-rw-r--");
        assertThat(trust("").violation(image).orElseThrow())
                .startsWith(modules + ": users other than root can change what root runs (mode 664, owner 0, group 0)")
                .contains("; chown -R", "chmod -R go-w " + modules, "copy the image " + image);
        mode(modules, "rw-r--rw-");
        assertThat(trust("").violation(image).orElseThrow()).contains("mode 646");
    }

    @Test
    void aFolderOfAnotherUserIsNamed() throws IOException {
        Files.setAttribute(modules.getParent(), "unix:uid", 1000);
        assertThat(trust("").violation(image).orElseThrow())
                .startsWith(modules.getParent() + ": ")
                .contains("mode 755, owner 1000", "META_PLUGINS_IMAGE_OWNER=1000");
    }

    @Test
    void aFolderAboveTheImageMustAlsoBeTrusted() throws IOException {
        mode(image.getParent(), "rwxrwxrwx");
        assertThat(trust("").violation(image).orElseThrow()).startsWith(image.getParent() + ": ");
        // the mode of /tmp: other users cannot rename root's files there
        Files.setAttribute(image.getParent(), "unix:mode", 01777);
        assertThat(trust("").violation(image)).isEmpty();
        Files.setAttribute(image.getParent(), "unix:uid", 1000);
        assertThat(trust("").violation(image).orElseThrow()).startsWith(image.getParent() + ": ");
    }

    @Test
    void theOwnerInTheEnvironmentVariableIsTrustedToo() throws IOException {
        for (Path each : new Path[] {image.getParent(), image, modules.getParent(), modules}) {
            Files.setAttribute(each, "unix:uid", 1000);
            Files.setAttribute(each, "unix:gid", 1000);
        }
        mode(modules, "rw-rw-r--");
        assertThat(trust("").violation(image)).isPresent();
        assertThat(trust("1001").violation(image)).isPresent();
        assertThat(trust("daemon").violation(image)).isPresent();
        assertThat(trust("1000").violation(image)).isEmpty();
        mode(modules, "rw-rw-rw-");
        assertThat(trust("1000").violation(image)).isPresent();
    }

    @Test
    void aLinkToTheFolderOfAProcessBelongsToTheUserOfTheProcess() throws IOException {
        Path self = Files.createSymbolicLink(folder.resolve("self"), image);
        assertThat(ImageTrust.belongsToRoot(self)).isTrue();
        Files.setAttribute(image, "unix:uid", 1000);
        assertThat(ImageTrust.belongsToRoot(self)).isFalse();
    }

    @Test
    void aPathWithSpecialCharactersIsOneWordOfTheCommand() throws IOException {
        Path file = Files.writeString(image.resolve("a;reboot"), "");
        mode(file, "rw-rw-rw-");
        assertThat(trust("").violation(image).orElseThrow())
                .contains("; chown -R root:root '" + file + "' && chmod -R go-w '" + file + "',");
    }

    private static ImageTrust trust(String variable) {
        return ImageTrust.in(Map.of(ImageTrust.VARIABLE, variable));
    }

    private static void mode(Path file, String permissions) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }
}
