package meta.launcher.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstallerTest {
    private static final Clock BACK = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC); // a clock that was set back

    @TempDir
    Path folder;

    private StubNode node;

    @BeforeEach
    void aNodeAndTwoImages() throws IOException, InstallException {
        node = StubNode.in(folder.toRealPath());
    }

    @Test
    void aVersionIsInstalledAndTheFilesInTheCniFolderStartIt() throws Exception {
        node.install(node.first());

        assertThat(Files.readSymbolicLink(node.layout().current())).hasToString("versions/1-aaaa");
        assertThat(StubNode.names(node.bin())).containsExactly("router", "veth");
        assertThat(StubNode.output(node.bin().resolve("veth"))).contains("aaaa");
        assertThat(InstallStatus.of(node.layout()).problems()).isEmpty();
        assertThat(InstallStatus.of(node.layout()).isIntact()).isTrue();
    }

    @Test
    void anotherInstallationOfTheSameVersionChangesNothing() throws Exception {
        node.install(node.first());
        Object before = Files.getLastModifiedTime(node.layout().record());

        assertThat(node.install(node.first())).singleElement().asString().contains("nothing had to be changed");
        assertThat(Files.getLastModifiedTime(node.layout().record())).isEqualTo(before);
    }

    @Test
    void anUpgradeKeepsThePreviousVersionAndARollbackSwapsTheTwo() throws Exception {
        node.install(node.first());
        node.install(node.second());
        assertThat(StubNode.output(node.bin().resolve("veth"))).contains("bbbb");
        assertThat(StubNode.names(node.layout().versions())).containsExactly("1-aaaa", "1-bbbb");

        new Installer(node.layout(), BACK).rollback();
        assertThat(StubNode.output(node.bin().resolve("veth"))).contains("aaaa");
        new Installer(node.layout(), StubNode.NOON).rollback();
        assertThat(StubNode.output(node.bin().resolve("veth"))).contains("bbbb");
        assertThat(InstallStatus.of(node.layout()).isIntact()).isTrue();
    }

    @Test
    void aCopyHasTheFileTimesOfTheImageAndTheFilesOfAPackageAreHardLinked() throws Exception {
        Path inImage = node.first().folder().resolve("lib/meta/build");
        Files.setLastModifiedTime(inImage, FileTime.fromMillis(1_000_000_000_000L));
        Path installed = node.layout().version("1-aaaa").resolve("lib/meta/build");

        node.install(node.first());
        assertThat(Files.getLastModifiedTime(installed)).isEqualTo(Files.getLastModifiedTime(inImage));
        assertThat(Files.isSameFile(installed, inImage)).isFalse();

        new Uninstaller(node.layout(), NodeObjects.NONE).uninstall();
        InstallOptions ofPackage = new InstallOptions(
                node.first().folder(), "1", "deb", List.of(node.bin().toString()), false, List.of(), false);
        new Installer(node.layout(), StubNode.NOON).install(ofPackage);
        assertThat(Files.isSameFile(installed, inImage)).isTrue();
        assertThat(InstallStatus.of(node.layout()).isIntact()).isTrue();
    }

    @Test
    void onlyTheNewAndThePreviousVersionAreKept() throws Exception {
        node.install(node.first());
        node.install(node.second());
        node.install(StubImage.in(folder.resolve("third"), "cccc"));

        assertThat(StubNode.names(node.layout().versions())).containsExactly("1-bbbb", "1-cccc");
    }

    @Test
    void aRollbackNeedsAPreviousVersion() throws Exception {
        node.install(node.first());

        assertThatThrownBy(() -> new Installer(node.layout(), StubNode.NOON).rollback())
                .isInstanceOf(InstallException.class)
                .hasMessageContaining("no previous version");
    }

    @Test
    void aRollbackWithoutAnInstallationCreatesNothing() {
        assertThatThrownBy(() -> new Installer(node.layout(), StubNode.NOON).rollback())
                .isInstanceOf(InstallException.class)
                .hasMessageEndingWith("there is no previous version to return to; installed: none");
        assertThat(node.layout().folder()).doesNotExist();
    }

    @Test
    void anInstallationThatChangesOnlyTheRecordSaysSo() throws Exception {
        node.install(node.first());
        Files.delete(node.layout().record());

        assertThat(node.install(node.first()))
                .singleElement()
                .asString()
                .endsWith("and only its record had to be changed");
    }

    @Test
    void anImageWithoutABuildIdIsRejected() throws Exception {
        node.first().write("lib/meta/build", "", false);
        node.first().list();

        assertThatThrownBy(() -> node.install(node.first()))
                .isInstanceOf(InstallException.class)
                .hasMessageEndingWith("\"\" is not a build id");
    }

    @Test
    void alteredAndMissingFilesAreReportedAndRepaired() throws Exception {
        node.install(node.first());
        Files.writeString(node.layout().version("1-aaaa").resolve("bin/router"), "altered");
        Files.delete(node.bin().resolve("veth"));
        assertThat(InstallStatus.of(node.layout()).problems())
                .containsExactlyInAnyOrder(
                        node.layout().version("1-aaaa").resolve("bin/router") + ": altered",
                        node.bin().resolve("veth") + ": missing");

        node.install(node.first());
        assertThat(InstallStatus.of(node.layout()).problems()).isEmpty();
    }

    @Test
    void anInvalidManifestIsAProblemOfTheStatus() throws Exception {
        node.install(node.first());
        Path manifest = node.layout().version("1-aaaa").resolve(Manifest.PLACE);
        Files.writeString(manifest, "altered\n");

        assertThat(InstallStatus.of(node.layout()).problems())
                .containsExactly(manifest
                        + ": \"altered\": a digest, a mode and a path are expected, or \"link\", a target and a path");
    }

    @Test
    void anAlteredManifestIsRepaired() throws Exception {
        node.install(node.first());
        Path manifest = node.layout().version("1-aaaa").resolve(Manifest.PLACE);
        String content = Files.readString(manifest);
        for (String altered : List.of(content.replace(" 755 bin/veth\n", " 755 bin/vath\n"), "no line of a manifest")) {
            Files.writeString(manifest, altered);

            assertThat(node.install(node.first()))
                    .first()
                    .asString()
                    .contains("repaired")
                    .contains(Manifest.PLACE);
            assertThat(manifest).hasContent(content);
            assertThat(InstallStatus.of(node.layout()).isIntact()).isTrue();
        }
    }

    @Test
    void aVersionThatDoesNotStartDoesNotBecomeCurrent() throws Exception {
        node.install(node.first());
        node.second().write("bin/java", "#!/bin/sh\necho no such library\nexit 127\n", true);
        node.second().list();

        assertThatThrownBy(() -> node.install(node.second())).hasMessageContaining("no such library");
        assertThat(StubNode.output(node.bin().resolve("veth"))).contains("aaaa");
        assertThat(node.install(node.first())).isNotEmpty();
    }

    @Test
    void aDamagedImageIsRejectedAndLeavesNoFiles() throws Exception {
        Files.writeString(node.first().folder().resolve("bin/veth"), "damaged");

        assertThatThrownBy(() -> node.install(node.first())).hasMessageContaining("bin/veth");
        assertThat(StubNode.names(node.layout().versions())).isEmpty();
        assertThat(StubNode.names(node.bin())).isEmpty();
    }

    @Test
    void onlyOneInstallerRunsAtATime() throws Exception {
        node.install(node.first());
        try (InstallLock _ = InstallLock.acquire(node.layout())) {
            assertThatThrownBy(() -> node.install(node.second())).hasMessageContaining("another installation");
        }
        assertThat(StubNode.output(node.bin().resolve("veth"))).contains("aaaa");
    }

    @Test
    void anUnusableStepStopsAnUpgradeUnlessItIsForced() throws Exception {
        node.install(node.first());

        assertThatThrownBy(() -> new Installer(node.layout(), StubNode.NOON)
                        .install(node.options(node.second(), List.of("a.jar: old"), false)))
                .hasMessageContaining("a.jar: old")
                .hasMessageContaining("--force");
        assertThat(StubNode.output(node.bin().resolve("veth"))).contains("aaaa");
        new Installer(node.layout(), StubNode.NOON).install(node.options(node.second(), List.of("a.jar: old"), true));
        assertThat(StubNode.output(node.bin().resolve("veth"))).contains("bbbb");
    }

    @Test
    void theFilesOfAKilledInstallerAreReplaced() throws Exception {
        Files.createDirectories(node.layout().staging("1-aaaa"));
        Files.writeString(node.layout().staging("1-aaaa").resolve("part"), "of a file");
        Files.writeString(FileOperation.temporary(node.bin().resolve("veth")), "of a file");
        node.install(node.first());

        assertThat(StubNode.names(node.layout().versions())).containsExactly("1-aaaa");
        assertThat(StubNode.names(node.bin())).containsExactly("router", "veth");
    }

    @Test
    void theModesOfInstalledFilesDoNotDependOnTheImage() throws Exception {
        Files.setPosixFilePermissions(
                node.first().folder().resolve("bin/veth"), PosixFilePermissions.fromString("rwxrwxrwx"));
        node.install(node.first());

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(
                        node.layout().version("1-aaaa").resolve("bin/veth"))))
                .isEqualTo("rwxr-xr-x");
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(node.layout().record(), LinkOption.NOFOLLOW_LINKS)))
                .isEqualTo("rw-r--r--");
    }

    @Test
    void theClientContainsThePrefix() throws Exception {
        node.first().write("lib/meta/client", "ELF meta-plugins prefix=" + "\0".repeat(236) + "end", true);

        String stamped = PluginFile.content(node.first().folder(), "/opt/meta-plugins");
        assertThat(stamped)
                .startsWith("ELF meta-plugins prefix=/opt/meta-plugins\0")
                .endsWith("\0end")
                .hasSize(4 + 256 + 3);
    }
}
