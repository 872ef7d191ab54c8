package meta.launcher.install;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import meta.netlink.testbed.UnreadableFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests which versions count as used by processes. A folder with the layout of {@code proc(5)} takes the place of {@code /proc}. */
class UsedVersionsTest {
    private static final Set<String> VERSIONS = Set.of("1-aaaa", "1-bbbb", "1-cccc");

    @TempDir
    Path proc;

    private Path process(int id, String commandLine) throws IOException {
        Path folder = Files.createDirectories(proc.resolve(Integer.toString(id)));
        Files.writeString(folder.resolve("cmdline"), commandLine);
        return folder;
    }

    private Set<String> used() {
        return UsedVersions.among(VERSIONS, 9, List.of("agent.service"), proc);
    }

    @Test
    void aVersionIsUsedIfAProcessHasMappedOneOfItsFiles() throws IOException {
        Files.writeString(
                process(9, "this process").resolve("maps"),
                "7f00-7f01 r--p 00000000 fd:00 1 /p/versions/1-bbbb/lib/modules\n");
        Files.writeString(
                process(12, "cat\0/p/versions/1-cccc/release\0").resolve("maps"),
                "7f00-7f01 r--p 00000000 fd:00 1 /host/p/versions/1-aaaa/lib/modules\n");
        Files.createDirectories(proc.resolve("sys"));

        assertThat(used()).containsExactly("1-aaaa");
    }

    @Test
    void ifTheMapsOfAProcessCannotBeReadItsCommandLineShowsTheVersion() throws IOException {
        String java = "/p/versions/1-aaaa/bin/../bin/java\0-m\0meta.launcher/meta.launcher.Main\0metactl\0agent\0run\0";
        Files.createDirectory(process(12, java).resolve("maps")); // a folder cannot be read as a file
        Files.createDirectory(process(13, "/usr/sbin/other\0").resolve("maps"));

        assertThat(used()).containsExactly("1-aaaa");
    }

    @Test
    void theProcessesOfAnIgnoredUnitDoNotCount() throws IOException {
        Files.writeString(
                process(12, "/p/versions/1-aaaa/bin/java\0").resolve("cgroup"), "0::/system.slice/agent.service\n");
        Files.writeString(
                process(13, "/p/versions/1-bbbb/bin/java\0").resolve("cgroup"), "0::/system.slice/cron.service\n");
        Files.writeString(
                process(14, "/p/versions/1-cccc/bin/java\0").resolve("cgroup"),
                "0::/system.slice/other-agent.service\n");

        assertThat(used()).containsExactlyInAnyOrder("1-bbbb", "1-cccc");
    }

    @Test
    void ifTheProcessesCannotBeListedEachVersionMayBeUsed() {
        assertThat(used()).isEqualTo(VERSIONS);
    }

    @Test
    void aProcessThatHasEndedUsesNoVersion() throws IOException {
        Files.createDirectories(proc.resolve("12"));

        assertThat(used()).isEmpty();
    }

    @Test
    void ifProcCannotBeListedAllVersionsAreUsed() throws IOException {
        try (UnreadableFolder folder = UnreadableFolder.create()) {
            assertThat(UsedVersions.among(Set.of("1-aaaa"), -1, List.of(), folder.path()))
                    .containsExactly("1-aaaa");
        }
    }
}
