package meta.image.install;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import meta.image.cluster.Image;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * If an upgrade fails, the previous version stays intact and in use, the error names the file or folder that cannot be used, and no files
 * of the new version remain.
 */
@Tag("install")
class UnusableFolderIT {
    /** A script that creates the second version, whose build and client differ from those of the first one. */
    private static final String SECOND = """
        cp -a $IMAGE $SECOND
        echo second >$SECOND/lib/meta/build
        printf x >>$SECOND/lib/meta/client
        sh $MANIFEST $SECOND
        """;

    private static final String BEGIN = """
        exec 2>&1
        mkdir -p $DIR/prefix $DIR/cni
        install() { $1/bin/metactl install --prefix $DIR/prefix --cni-bin-dir $DIR/cni --without-agent; }
        """;

    private static final String END = """
        echo "status $?"
        ls -A $DIR/prefix/versions $DIR/cni | sed 's/^/file /'
        $DIR/prefix/current/bin/metactl install --status --prefix $DIR/prefix | grep -v ^when || :
        CNI_COMMAND=VERSION $DIR/cni/veth </dev/null || :
        """;

    @TempDir
    static Path folder;

    private static Path second;

    @TempDir
    Path node;

    private String build;

    @BeforeAll
    static void anotherVersion() {
        second = folder.resolve("second");
        Packages.shell(
                Map.of(
                        "IMAGE", Image.home().toString(),
                        "SECOND", second.toString(),
                        "MANIFEST",
                                Path.of("src/main/build/manifest")
                                        .toAbsolutePath()
                                        .toString()),
                SECOND);
    }

    @BeforeEach
    void findBuild() throws Exception {
        build = Files.readAllLines(Image.home().resolve("lib/meta/build")).getFirst();
    }

    @Test
    void aDiskThatIsAlmostFull() {
        String said = run("mount -t tmpfs -o size=120m tmpfs $DIR/prefix; install $IMAGE; ! install $SECOND");
        assertThat(said).contains("MB are free, and the image needs");
        requireFirst(said);
    }

    @Test
    void aDiskThatBecomesFull() {
        String said = run("mount -t tmpfs -o nr_inodes=130 tmpfs $DIR/prefix; install $IMAGE; ! install $SECOND");
        assertThat(said).contains("/versions/.staging-").contains("No space left on device");
        requireFirst(said);
    }

    @Test
    void aFullCniFolder() {
        String said =
                run("mount -t tmpfs -o size=$(($(stat -c %s $IMAGE/lib/meta/client) * 5 / 2)) tmpfs $DIR/cni; install"
                        + " $IMAGE; ! install $SECOND");
        assertThat(said).contains(node + "/cni/").contains("No space left on device");
        requireFirst(said);
    }

    @Test
    void aReadOnlyPrefix() {
        String said =
                run("install $IMAGE; mount --bind -o ro $DIR/prefix $DIR/prefix; install $IMAGE; ! install $SECOND");
        assertThat(said).contains("nothing had to be changed").contains("Read-only file system", "--prefix");
        requireFirst(said);
    }

    @Test
    void aReadOnlyCniFolder() {
        String said = run("install $IMAGE; mount --bind -o ro $DIR/cni $DIR/cni; install $IMAGE; ! install $SECOND");
        assertThat(said)
                .contains("nothing had to be changed")
                .contains(node + "/cni/router: Read-only file system", "--cni-bin-dir");
        requireFirst(said);
    }

    @Test
    void aFolderWithNoexec() {
        String said =
                run("install $IMAGE; mount --bind $DIR/cni $DIR/cni; mount -o remount,bind,noexec $DIR/cni; ! install"
                        + " $SECOND; mount -o remount,bind,exec $DIR/cni");
        assertThat(said).contains(node + "/cni: the file system", "noexec");
        requireFirst(said);
    }

    @Test
    void aNewPrefixWithNoexec() {
        String said = run("mount -t tmpfs -o noexec tmpfs $DIR/prefix; ! install $IMAGE");
        assertThat(said).contains("noexec").doesNotContain("file router", "/versions:");
    }

    @Test
    void noRightToWriteTheFilesOfAnotherUser() {
        String drop = "setpriv --bounding-set=-dac_override,-dac_read_search --inh-caps=-dac_override,-dac_read_search";
        String said = run("install $IMAGE; chown -R 1000 $DIR/cni; chmod 755 $DIR $DIR/cni; ! " + drop
                + " $SECOND/bin/metactl install --prefix $DIR/prefix --cni-bin-dir $DIR/cni --without-agent;"
                + " chown -R 0 $DIR/cni");
        assertThat(said).contains(node + "/cni/router: permission denied", "DAC_OVERRIDE");
        requireFirst(said);
    }

    @Test
    void twoInstallersAtATime() {
        String said = run(
                "install $IMAGE; install $SECOND & one=$!; install $SECOND & two=$!; wait $one || echo refused; wait"
                        + " $two || echo refused; install $SECOND");
        long refused = said.lines().filter("refused"::equals).count();
        assertThat(refused).as(said).isLessThan(2);
        assertThat(said.lines()
                        .filter(line -> line.contains("another installation, rollback or uninstall is running"))
                        .count())
                .as(said)
                .isEqualTo(refused);
        assertThat(said).contains("version  0.1.0-SNAPSHOT-second", "intact   yes");
    }

    private void requireFirst(String said) {
        List<String> lines = said.lines().toList();
        assertThat(lines).contains("status 0", "version  " + Packages.VERSION + "-" + build, "intact   yes");
        assertThat(lines.stream()
                        .filter(line -> line.startsWith("file ") && !line.endsWith(":") && line.length() > 5)
                        .toList())
                .containsExactlyInAnyOrder("file " + Packages.VERSION + "-" + build, "file router", "file veth");
        assertThat(lines.getLast()).contains("supportedVersions");
    }

    private String run(String script) {
        return Packages.shell(
                Map.of(
                        "DIR", node.toString(),
                        "IMAGE", Image.home().toString(),
                        "SECOND", second.toString(),
                        "SCRIPT", BEGIN + script + "\n" + END),
                "exec unshare --mount --propagation private sh -euc \"$SCRIPT\"");
    }
}
