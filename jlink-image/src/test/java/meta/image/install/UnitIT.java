package meta.image.install;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import meta.image.cluster.Image;
import meta.image.topology.Command;
import meta.image.topology.Output;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The systemd units of the agent and of the regular repair have no errors. The two services confine their processes. */
@Tag("install")
class UnitIT {
    private static final Pattern EXPOSURE = Pattern.compile("Overall exposure level for \\S+: ([0-9.]+)");
    private static final Pattern DOCUMENTATION = Pattern.compile("(?m)^Documentation=file://(.*)$");
    private static final List<String> UNITS = List.of(
            "meta-plugins-agent.socket",
            "meta-plugins-agent.service",
            "meta-plugins-repair.timer",
            "meta-plugins-repair.service");

    @TempDir
    Path root;

    private Path units;

    @BeforeEach
    void aNodeWithTheImage() throws IOException {
        units = Files.createDirectories(root.resolve("etc/systemd/system"));
        for (String name : UNITS) {
            Files.copy(Image.home().resolve("lib/meta/systemd").resolve(name), units.resolve(name));
        }
        Path versions = Files.createDirectories(root.resolve("opt/meta-plugins/versions"));
        Command.of("cp", "-a", Image.home().toString(), versions.resolve("1").toString())
                .run()
                .text();
        Files.createSymbolicLink(versions.resolveSibling("current"), Path.of("versions/1"));
    }

    @Test
    void systemdReportsNoProblemOfTheUnits() {
        List<String> command = new ArrayList<>(List.of(
                "systemd-analyze",
                "verify",
                "--root=" + root,
                "--man=no",
                "--recursive-errors=no")); // this root does not contain systemd's own units
        UNITS.forEach(name -> command.add(units.resolve(name).toString()));
        Output output = Command.of(command.toArray(String[]::new)).run();

        assertThat(output.stdout() + output.stderr()).isEmpty();
        assertThat(output.status()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"meta-plugins-agent.service", "meta-plugins-repair.service"})
    void theProcessOfAServiceIsConfined(String service) {
        Output output = Command.of(
                        "systemd-analyze",
                        "security",
                        "--offline=yes",
                        units.resolve(service).toString())
                .run();
        MatchResult exposure =
                EXPOSURE.matcher(output.stdout()).results().findFirst().orElseThrow();

        assertThat(Double.parseDouble(exposure.group(1))).isLessThanOrEqualTo(3.5);
    }

    @Test
    void theDocumentationOfTheUnitsIsOnTheNode() throws IOException {
        for (String name : UNITS) {
            List<String> documents = DOCUMENTATION
                    .matcher(Files.readString(units.resolve(name)))
                    .results()
                    .map(found -> found.group(1))
                    .toList();
            assertThat(documents)
                    .hasSize(1)
                    .allSatisfy(document ->
                            assertThat(root.resolve(document.substring(1))).isRegularFile());
        }
    }
}
