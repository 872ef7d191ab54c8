package meta.launcher.defaults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import meta.core.call.NodeOptions;
import meta.core.cni.JsonValue.JsonObject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NodeDefaultsTest {
    @TempDir
    Path folder;

    private Path file = Path.of("");

    @BeforeEach
    void aFile() {
        file = folder.resolve("defaults.json");
    }

    private NodeDefaults with(String text) throws IOException {
        Files.writeString(file, text.replace('\'', '"'));
        return new NodeDefaults(file);
    }

    private static String problem(NodeDefaults defaults) {
        NodeOptions options = defaults.options();
        assertThat(options.byType()).isEqualTo(JsonObject.EMPTY);
        assertThat(options.problems()).hasSize(1);
        return options.problems().getFirst().toString();
    }

    @Test
    void logFoldersAndOptionsAreRead() throws IOException, InvalidDefaultsException {
        NodeDefaults defaults = with("{'log_folders': ['/data'], 'options': {'veth': {'veth_mtu': 9000}}}");

        assertThat(defaults.logFolders()).containsExactly(Path.of("/data"));
        assertThat(defaults.options().byType()).hasToString("{\"veth\":{\"veth_mtu\":9000}}");
        assertThat(defaults.options().place()).isEqualTo(file + ": options");
        assertThat(defaults.options().notes()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{'log_folders': null, 'options': null}"})
    void logFoldersAndOptionsCanBeMissing(String text) throws IOException, InvalidDefaultsException {
        assertThat(with(text).logFolders()).isEmpty();
        assertThat(with(text).options().byType()).isEqualTo(JsonObject.EMPTY);
        assertThat(with(text).options().problems()).isEmpty();
    }

    @Test
    void aMissingFileCountsAsAnEmptyOne() throws InvalidDefaultsException {
        assertThat(new NodeDefaults(file).logFolders()).isEmpty();
        assertThat(new NodeDefaults(file).options().problems()).isEmpty();
    }

    @Test
    void aChangedFileIsReadAgain() throws IOException {
        NodeDefaults defaults = with("{'options': {'veth': {}}}");
        with("{'options': {'router': {}}}");

        assertThat(defaults.options().byType().members()).containsOnlyKeys("router");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'options': 7}|: options: 7: expected an object with an object for each plugin type",
                "[]|: a JSON object is expected",
                "{'options': {|: line 1, column 14: ",
            })
    void aMalformedFileIsAProblem(String text, String expected) throws IOException {
        assertThat(problem(with(text))).startsWith(file + expected);
    }

    @Test
    void aFileThatIsTooLargeIsAProblem() throws IOException {
        assertThat(problem(with("{'x': '" + "x".repeat(65_536) + "'}"))).contains("at most 64 KiB");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-rw-r--", "rw-r--rw-"})
    void aFileThatOtherUsersCanWriteIsAProblem(String mode) throws IOException {
        NodeDefaults defaults = with("{'options': {'veth': {}}}");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));

        assertThat(problem(defaults)).startsWith(file + ": ").contains("only root can write");
    }

    @Test
    void aFileOfAnotherUserIsAProblem() throws IOException {
        NodeDefaults defaults = with("{'options': {'veth': {}}}");
        Files.setAttribute(file, "unix:uid", 1000);

        assertThat(problem(defaults)).contains("only root can write");
    }

    @Test
    void aFolderInPlaceOfTheFileIsAProblem() throws IOException {
        Files.createDirectory(file);

        assertThat(problem(new NodeDefaults(file))).contains("a regular file");
    }

    @Test
    void invalidLogFoldersAreNoProblemOfTheOptions() throws IOException {
        NodeDefaults defaults = with("{'log_folders': 7, 'options': {'veth': {}}}");

        assertThat(defaults.options().problems()).isEmpty();
        assertThatThrownBy(defaults::logFolders).hasMessage("log_folders: a list of absolute paths is expected");
    }

    @Test
    void anUnknownKeyIsNoted() throws IOException {
        assertThat(with("{'option': {}}").options().notes())
                .containsExactly(file + ": \"option\": unknown key; known keys are \"log_folders\" and \"options\"");
    }

    @Test
    void theEnvironmentCanNameTheFile() {
        assertThat(NodeDefaults.in(Map.of("META_PLUGINS_DEFAULTS", "/x/y.json")).file())
                .isEqualTo("/x/y.json");
        assertThat(NodeDefaults.in(Map.of()).file()).isEqualTo("/etc/meta-plugins/defaults.json");
    }

    @Test
    void aTextThatIsNotAPathIsAProblem() throws IOException {
        NodeDefaults named = NodeDefaults.in(Map.of("META_PLUGINS_DEFAULTS", "/x\0y"));

        assertThat(problem(named)).contains("Nul character not allowed");
        assertThatThrownBy(named::logFolders).isInstanceOf(InvalidDefaultsException.class);
        assertThatThrownBy(with("{'log_folders': ['/data\\u0000']}")::logFolders)
                .isInstanceOf(InvalidDefaultsException.class);
    }
}
