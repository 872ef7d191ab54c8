package meta.image.launch;

import static org.assertj.core.api.Assertions.assertThat;

import meta.core.cni.JsonValue.JsonObject;
import meta.core.cni.JsonValue.JsonString;
import meta.core.config.ConfigReader;
import meta.core.config.NodeTypeOptions;
import meta.launcher.call.LogOptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogOptionsTest {

    @ParameterizedTest
    @CsvSource({
        "info, INFO",
        "INFO, INFO",
        "Warn, WARN",
        "warning, WARN",
        "WARNING, WARN",
        "off, OFF",
        "Trace, TRACE",
        "error, ERROR",
        "verbose, DEBUG"
    })
    void aLevelMayBeInUpperOrLowerCase(String given, String level) {
        JsonObject config =
                JsonObject.EMPTY.with("log_options", JsonObject.EMPTY.with("log_level", new JsonString(given)));

        assertThat(ConfigReader.lenient(config, NodeTypeOptions.NONE, LogOptions.OPTION)
                        .level())
                .hasToString(level);
    }
}
