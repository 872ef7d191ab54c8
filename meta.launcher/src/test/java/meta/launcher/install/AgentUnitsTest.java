package meta.launcher.install;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import meta.launcher.runtime.NodeRoot;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgentUnitsTest {
    private static final String SERVICE = "/etc/systemd/system/meta-plugins-agent.service";
    private static final String SOCKET = "/etc/systemd/system/meta-plugins-agent.socket";

    @TempDir
    Path folder;

    private Path node;
    private Path image;
    private Layout layout;

    @BeforeEach
    void aNodeWithSystemd() throws IOException, InstallException {
        node = folder.toRealPath().resolve("node");
        Files.createDirectories(node.resolve("usr/lib/systemd/systemd"));
        image = folder.resolve("image");
        Path units = Files.createDirectories(image.resolve("lib/meta/systemd"));
        Files.writeString(units.resolve("meta-plugins-agent.service"), "ExecStart=/opt/meta-plugins/current/bin/java");
        Files.writeString(units.resolve("meta-plugins-agent.socket"), "[Socket]");
        layout = Layout.of(new NodeRoot(node), "/opt/other");
    }

    @Test
    void installedUnitsContainThePrefixAndAreRemoved() throws Exception {
        FileApplier.apply(AgentUnits.plan(layout, image, true));

        assertThat(node.resolve(SERVICE.substring(1))).hasContent("ExecStart=/opt/other/current/bin/java");
        assertThat(AgentUnits.plan(layout, image, true)).isEmpty();
        List<String> installed = AgentUnits.installed(layout, image, true, List.of());
        assertThat(installed).containsExactly(SERVICE, SOCKET);

        FileApplier.apply(AgentUnits.remove(layout, installed));
        assertThat(node.resolve("etc/systemd/system")).isDirectoryNotContaining(Files::isRegularFile);
    }

    @Test
    void theLinkOfAServiceThatTheAdministratorHasEnabledIsRemoved() throws Exception {
        FileApplier.apply(AgentUnits.plan(layout, image, true));
        Path wants = Files.createDirectories(node.resolve("etc/systemd/system/multi-user.target.wants"));
        Files.createSymbolicLink(wants.resolve("meta-plugins-agent.service"), Path.of(SERVICE));
        Path other = Files.createSymbolicLink(wants.resolve("ssh.service"), Path.of("/lib/systemd/system/ssh.service"));

        FileApplier.apply(AgentUnits.remove(layout, AgentUnits.installed(layout, image, true, List.of())));

        try (var left = Files.list(wants)) {
            assertThat(left).containsExactly(other);
        }
    }

    @Test
    void theLinkOfATimerThatTheAdministratorHasEnabledIsRemoved() throws Exception {
        String timer = "meta-plugins-repair.timer";
        Files.writeString(image.resolve("lib/meta/systemd").resolve(timer), "[Timer]");
        FileApplier.apply(AgentUnits.plan(layout, image, true));
        Path wants = Files.createDirectories(node.resolve("etc/systemd/system/timers.target.wants"));
        Files.createSymbolicLink(wants.resolve(timer), Path.of("/etc/systemd/system", timer));

        FileApplier.apply(AgentUnits.remove(layout, AgentUnits.installed(layout, image, true, List.of())));

        assertThat(wants).isEmptyDirectory();
    }

    @Test
    void aMaskedUnitStaysMaskedAndTheTargetOfItsLinkIsUnchanged() throws Exception {
        Path target =
                Files.writeString(Files.createDirectories(node.resolve("dev")).resolve("null"), "");
        Path socket = node.resolve(SOCKET.substring(1));
        Files.createDirectories(node.resolve("etc/systemd/system"));
        Files.createSymbolicLink(socket, Path.of("/dev/null"));

        FileApplier.apply(AgentUnits.plan(layout, image, true));
        FileApplier.apply(AgentUnits.remove(layout, List.of(SERVICE, SOCKET)));

        assertThat(socket).isSymbolicLink();
        assertThat(target).isRegularFile().isEmptyFile();
        assertThat(AgentUnits.installed(layout, image, true, List.of(SOCKET))).isEmpty();
    }

    @Test
    void aUnitStaysInTheRecordUntilItIsRemoved() throws Exception {
        FileApplier.apply(AgentUnits.plan(layout, image, true));

        assertThat(AgentUnits.installed(layout, image, false, List.of(SOCKET))).containsExactly(SOCKET);
        assertThat(AgentUnits.installed(layout, image, false, List.of())).isEmpty();
    }

    @Test
    void withoutTheFolderOfUnitsTheRecordKeepsTheUnits() throws Exception {
        assertThat(AgentUnits.installed(layout, image, false, List.of(SOCKET))).containsExactly(SOCKET);
    }

    @Test
    void aNodeWithoutSystemdHasNoUnits() throws Exception {
        Files.delete(node.resolve("usr/lib/systemd/systemd"));

        assertThat(AgentUnits.plan(layout, image, true)).isEmpty();
        assertThat(AgentUnits.installed(layout, image, true, List.of())).isEmpty();
    }
}
