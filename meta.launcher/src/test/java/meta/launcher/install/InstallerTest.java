package meta.launcher.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import meta.launcher.runtime.NodeRoot;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Installs stub images into temporary folders. */
class InstallerTest {
    private static final Clock NOON = Clock.fixed(Instant.parse("2026-11-28T12:00:00Z"), ZoneOffset.UTC);
    private static final Clock BACK = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
    private static final NodeObjects A_POD = new NodeObjects(List.of("vethabc: meta-plugins"), List.of());

    @TempDir
    Path folder;

    private Layout layout;
    private Path bin;
    private StubImage first;
    private StubImage second;

    @BeforeEach
    void twoImages() throws IOException, InstallException {
        layout = Layout.of(
                NodeRoot.ofThisProcess(), folder.toRealPath().resolve("prefix").toString());
        bin = Files.createDirectory(folder.toRealPath().resolve("cni"));
        first = StubImage.in(folder.resolve("first"), "aaaa");
        second = StubImage.in(folder.resolve("second"), "bbbb");
    }

    @Test
    void aVersionIsInstalledAndItsFilesStartIt() throws Exception {
        install(first);

        assertThat(Files.readSymbolicLink(layout.current())).hasToString("versions/1-aaaa");
        assertThat(names(bin)).containsExactly("router", "veth");
        assertThat(output(bin.resolve("veth"))).contains("aaaa");
        assertThat(InstallStatus.of(layout).problems()).isEmpty();
        assertThat(InstallStatus.of(layout).isIntact()).isTrue();
    }

    @Test
    void anotherInstallationOfTheSameVersionChangesNothing() throws Exception {
        install(first);
        Object before = Files.getLastModifiedTime(layout.record());

        assertThat(install(first)).singleElement().asString().contains("nothing had to be changed");
        assertThat(Files.getLastModifiedTime(layout.record())).isEqualTo(before);
    }

    @Test
    void anUpgradeKeepsTheVersionBeforeAndRollbackSwapsThem() throws Exception {
        install(first);
        install(second);
        assertThat(output(bin.resolve("veth"))).contains("bbbb");
        assertThat(names(layout.versions())).containsExactly("1-aaaa", "1-bbbb");

        new Installer(layout, BACK).rollback();
        assertThat(output(bin.resolve("veth"))).contains("aaaa");
        new Installer(layout, NOON).rollback();
        assertThat(output(bin.resolve("veth"))).contains("bbbb");
        assertThat(InstallStatus.of(layout).isIntact()).isTrue();
    }

    @Test
    void aCopyHasTheTimesOfTheImageAndThePackageOfADistributionIsLinked() throws Exception {
        Path inImage = first.folder().resolve("lib/meta/build");
        Files.setLastModifiedTime(inImage, FileTime.fromMillis(1_000_000_000_000L));
        Path installed = layout.version("1-aaaa").resolve("lib/meta/build");

        install(first);
        assertThat(Files.getLastModifiedTime(installed)).isEqualTo(Files.getLastModifiedTime(inImage));
        assertThat(Files.isSameFile(installed, inImage)).isFalse();

        new Uninstaller(layout, NodeObjects.NONE).uninstall(false);
        InstallOptions ofPackage =
                new InstallOptions(first.folder(), "1", "deb", List.of(bin.toString()), false, List.of(), false);
        new Installer(layout, NOON).install(ofPackage);
        assertThat(Files.isSameFile(installed, inImage)).isTrue();
        assertThat(InstallStatus.of(layout).isIntact()).isTrue();
    }

    @Test
    void olderVersionsAreRemoved() throws Exception {
        install(first);
        install(second);
        install(StubImage.in(folder.resolve("third"), "cccc"));

        assertThat(names(layout.versions())).containsExactly("1-bbbb", "1-cccc");
    }

    @Test
    void aRollbackNeedsAVersionBefore() throws Exception {
        install(first);

        assertThatThrownBy(() -> new Installer(layout, NOON).rollback())
                .isInstanceOf(InstallException.class)
                .hasMessageContaining("no version before");
    }

    @Test
    void alteredAndMissingFilesAreReportedAndRepaired() throws Exception {
        install(first);
        Files.writeString(layout.version("1-aaaa").resolve("bin/router"), "altered");
        Files.delete(bin.resolve("veth"));
        assertThat(InstallStatus.of(layout).problems())
                .containsExactlyInAnyOrder(
                        layout.version("1-aaaa").resolve("bin/router") + ": altered",
                        bin.resolve("veth") + ": missing");

        install(first);
        assertThat(InstallStatus.of(layout).problems()).isEmpty();
    }

    @Test
    void anAlteredManifestIsRepaired() throws Exception {
        install(first);
        Path manifest = layout.version("1-aaaa").resolve(Manifest.PLACE);
        String content = Files.readString(manifest);
        for (String altered : List.of(content.replace(" 755 bin/veth\n", " 755 bin/vath\n"), "no line of a manifest")) {
            Files.writeString(manifest, altered);

            assertThat(install(first)).first().asString().contains("repaired").contains(Manifest.PLACE);
            assertThat(manifest).hasContent(content);
            assertThat(InstallStatus.of(layout).isIntact()).isTrue();
        }
    }

    @Test
    void aVersionThatDoesNotStartIsNotSwitchedTo() throws Exception {
        install(first);
        second.write("bin/java", "#!/bin/sh\necho no such library\nexit 127\n", true);
        second.list();

        assertThatThrownBy(() -> install(second)).hasMessageContaining("no such library");
        assertThat(output(bin.resolve("veth"))).contains("aaaa");
        assertThat(install(first)).isNotEmpty();
    }

    @Test
    void aSourceThatIsDamagedIsRefusedAndNothingIsLeft() throws Exception {
        Files.writeString(first.folder().resolve("bin/veth"), "damaged");

        assertThatThrownBy(() -> install(first)).hasMessageContaining("bin/veth");
        assertThat(names(layout.versions())).isEmpty();
        assertThat(names(bin)).isEmpty();
    }

    @Test
    void theFileOfAnotherOwnerIsKeptAndComesBack() throws Exception {
        Files.writeString(bin.resolve("veth"), "the Go plugin");
        Files.writeString(bin.resolve("macvlan"), "another plugin");
        install(first);
        install(second);
        assertThat(bin.resolve("veth.meta-plugins-saved")).hasContent("the Go plugin");

        new Uninstaller(layout, NodeObjects.NONE).uninstall(false);
        assertThat(names(bin)).containsExactly("macvlan", "veth");
        assertThat(bin.resolve("veth")).hasContent("the Go plugin");
        assertThat(layout.folder()).doesNotExist();
    }

    @Test
    void whilePodsHaveObjectsATombstoneStaysUntilFinish() throws Exception {
        install(first);
        new Uninstaller(layout, A_POD).uninstall(true);

        assertThat(names(bin)).containsExactly("router", "veth");
        assertThat(output(bin.resolve("veth"), "VERSION")).contains("supportedVersions");
        assertThat(output(bin.resolve("veth"), "DEL")).isEmpty();
        assertThat(output(bin.resolve("veth"), "ADD")).contains("was uninstalled");

        new Uninstaller(layout, NodeObjects.NONE).uninstall(false);
        assertThat(names(bin)).isEmpty();
        assertThat(layout.folder()).doesNotExist();
    }

    @Test
    void aDryRunListsTheFilesAndChangesNothing() throws Exception {
        install(first);

        assertThat(new Uninstaller(layout, A_POD).dryRun())
                .contains("a pod still uses vethabc: meta-plugins", "write " + bin.resolve("veth"))
                .doesNotContain("remove " + layout.version("1-aaaa"));
        assertThat(new Uninstaller(layout, NodeObjects.NONE).dryRun())
                .contains("remove " + bin.resolve("veth"), "remove " + layout.version("1-aaaa"));
        assertThat(InstallStatus.of(layout).isIntact()).isTrue();
    }

    @Test
    void filesInAFolderThatIsNoLongerUsedAreUninstalledToo() throws Exception {
        install(first);
        Path other = Files.createDirectory(folder.toRealPath().resolve("other"));
        new Installer(layout, NOON)
                .install(new InstallOptions(
                        second.folder(), "1", "test", List.of(other.toString()), false, List.of(), false));
        assertThat(output(bin.resolve("veth"))).contains("bbbb");

        new Uninstaller(layout, NodeObjects.NONE).uninstall(false);
        assertThat(names(bin)).isEmpty();
        assertThat(names(other)).isEmpty();
    }

    @Test
    void foldersThatTheInstallerHasMadeAreRemovedIfTheyAreEmpty() throws Exception {
        Path made = folder.toRealPath().resolve("made/deeper/cni");
        Path used = folder.toRealPath().resolve("used/cni");
        install(first, bin, made, used);
        install(second, bin, made, used);
        Files.writeString(used.resolve("macvlan"), "another plugin");

        new Uninstaller(layout, NodeObjects.NONE).uninstall(false);
        assertThat(bin).as("it was there").isEmptyDirectory();
        assertThat(folder.resolve("made")).doesNotExist();
        assertThat(names(used)).containsExactly("macvlan");
    }

    @Test
    void anInstallationThatWasKilledAfterItsFirstFileCanBeUninstalled() throws Exception {
        Path inTheWay = Files.createDirectories(layout.current().resolve("a-folder"));
        assertThatThrownBy(() -> install(first)).hasMessageContaining("current");
        Files.delete(inTheWay);
        Files.delete(layout.current());
        Files.writeString(bin.resolve("veth"), EntryFile.content(first.folder(), layout.prefix()));

        new Uninstaller(layout, NodeObjects.NONE).uninstall(false);
        assertThat(names(bin)).isEmpty();
        assertThat(layout.folder()).doesNotExist();
    }

    @Test
    void onlyOneInstallerRunsAtATime() throws Exception {
        install(first);
        try (InstallLock _ = InstallLock.acquire(layout)) {
            assertThatThrownBy(() -> install(second)).hasMessageContaining("another installation");
        }
        assertThat(output(bin.resolve("veth"))).contains("aaaa");
    }

    @Test
    void anUnusableStepStopsAnUpgradeUnlessItIsForced() throws Exception {
        install(first);

        assertThatThrownBy(() -> new Installer(layout, NOON).install(options(second, List.of("a.jar: old"), false)))
                .hasMessageContaining("a.jar: old")
                .hasMessageContaining("--force");
        assertThat(output(bin.resolve("veth"))).contains("aaaa");
        new Installer(layout, NOON).install(options(second, List.of("a.jar: old"), true));
        assertThat(output(bin.resolve("veth"))).contains("bbbb");
    }

    @Test
    void whatAnInstallerLeavesThatWasKilledIsReplaced() throws Exception {
        Files.createDirectories(layout.staging("1-aaaa"));
        Files.writeString(layout.staging("1-aaaa").resolve("part"), "of a file");
        Files.writeString(FileOperation.temporary(bin.resolve("veth")), "of a file");
        install(first);

        assertThat(names(layout.versions())).containsExactly("1-aaaa");
        assertThat(names(bin)).containsExactly("router", "veth");
    }

    @Test
    void modesAreSetWhateverTheSourceHas() throws Exception {
        Files.setPosixFilePermissions(first.folder().resolve("bin/veth"), PosixFilePermissions.fromString("rwxrwxrwx"));
        install(first);

        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(layout.version("1-aaaa").resolve("bin/veth"))))
                .isEqualTo("rwxr-xr-x");
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(layout.record(), LinkOption.NOFOLLOW_LINKS)))
                .isEqualTo("rw-r--r--");
    }

    @Test
    void theClientIsStampedWithThePrefix() throws Exception {
        first.write("lib/meta/client", "ELF meta-plugins prefix=" + "\0".repeat(236) + "end", true);

        String stamped = EntryFile.content(first.folder(), "/opt/meta-plugins");
        assertThat(stamped)
                .startsWith("ELF meta-plugins prefix=/opt/meta-plugins\0")
                .endsWith("\0end")
                .hasSize(4 + 256 + 3);
    }

    private void install(StubImage image, Path... folders) throws InstallException {
        List<String> paths = Stream.of(folders).map(Path::toString).toList();
        new Installer(layout, NOON)
                .install(new InstallOptions(image.folder(), "1", "test", paths, false, List.of(), false));
    }

    private List<String> install(StubImage image) throws InstallException {
        return new Installer(layout, NOON).install(options(image, List.of(), false));
    }

    private InstallOptions options(StubImage image, List<String> unusable, boolean force) {
        return new InstallOptions(image.folder(), "1", "test", List.of(bin.toString()), false, unusable, force);
    }

    private static String output(Path program) throws IOException {
        return output(program, "VERSION");
    }

    private static String output(Path program, String verb) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(program.toString()).redirectErrorStream(true);
        builder.environment().put("CNI_COMMAND", verb);
        Process process = builder.start();
        process.getOutputStream().close();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }
}
