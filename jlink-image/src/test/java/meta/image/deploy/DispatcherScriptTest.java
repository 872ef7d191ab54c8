package meta.image.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import meta.image.topology.Command;
import meta.image.topology.Output;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tests the script that NetworkManager and networkd-dispatcher run after network changes. Test programs replace {@code systemctl} and
 * {@code metactl}.
 */
class DispatcherScriptTest {
    private static final Path SCRIPT = Path.of("../deploy/dispatcher/50-meta-plugins-repair");

    @TempDir
    Path folder;

    private Path started = Path.of("");

    @BeforeEach
    void programs() throws IOException {
        started = folder.resolve("started");
        program("metactl", "exit 0");
        program("systemctl", "echo \"$*\" >>" + started);
    }

    private void program(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.writeString(file, "#!/bin/sh\n" + text + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Output run(Map<String, String> variables, String... arguments) {
        List<String> words = new ArrayList<>(List.of(
                "env", "PATH=" + folder + ":/usr/bin:/bin", "META_PLUGINS_METACTL=" + folder.resolve("metactl")));
        variables.forEach((name, value) -> words.add(name + "=" + value));
        words.add(SCRIPT.toAbsolutePath().normalize().toString());
        words.addAll(List.of(arguments));
        Output output = Command.of(words).run();
        assertThat(output.status()).isZero();
        assertThat(output.stdout() + output.stderr()).isEmpty();
        return output;
    }

    @ParameterizedTest
    @ValueSource(strings = {"up", "down", "dhcp4-change", "dhcp6-change", "reapply"})
    void anActionOfNetworkManagerStartsARepair(String action) {
        run(Map.of("DEVICE_IFACE", "eth0"), "eth0", action);

        assertThat(started).hasContent("--no-block start meta-plugins-repair.service");
    }

    @Test
    void aStateOfNetworkdDispatcherStartsARepair() {
        run(Map.of("IFACE", "eth0", "OperationalState", "routable"));

        assertThat(started).hasContent("--no-block start meta-plugins-repair.service");
    }

    @ParameterizedTest
    @CsvSource({
        "eth0,pre-up",
        "eth0,hostname",
        "none,connectivity-change",
        "veth3f0c6a1d52b,up",
        "cali12ab,down",
        "lo,up"
    })
    void otherActionsAndTheDevicesOfPodsStartNoRepair(String device, String action) {
        run(Map.of(), device, action);

        assertThat(started).doesNotExist();
    }

    @Test
    void withoutTheUnitTheScriptStartsTheCommand() throws IOException {
        Path pipe = folder.resolve("pipe");
        assertThat(Command.of("mkfifo", pipe.toString()).run().status()).isZero();
        program("systemctl", "exit 5");
        program("metactl", "echo \"$*\" >" + pipe);

        run(Map.of(), "eth0", "up");

        assertThat(Files.readString(pipe)).isEqualTo("repair --all\n");
    }

    @Test
    void onANodeWithoutThePluginsTheScriptDoesNothing() throws IOException {
        Files.delete(folder.resolve("metactl"));

        run(Map.of(), "eth0", "up");

        assertThat(started).doesNotExist();
    }
}
