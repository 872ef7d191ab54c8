package meta.launcher.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.config.ConfigurationSource;
import org.apache.logging.log4j.core.config.xml.XmlConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LockedFilePluginTest {
    @TempDir
    Path folder;

    @Test
    void aLog4j2ConfigurationMayNameTheAppenderAndTheLayout() throws IOException {
        String xml = """
                <Configuration status="warn">
                  <Appenders>
                    <LockedFile name="file" fileName="%s" maxMegabytes="1" maxDays="2" maxFiles="3"><LineLayout/></LockedFile>
                  </Appenders>
                  <Loggers><Root level="info"><AppenderRef ref="file"/></Root></Loggers>
                </Configuration>
                """.formatted(folder.resolve("agent.log"));
        try (var context = new LoggerContext("test")) {
            var source = new ConfigurationSource(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
            context.start(new XmlConfiguration(context, source));
            context.getLogger("meta.agent.Agent").info("started");
        }
        assertThat(folder.resolve("agent.log")).content().endsWith("Z INFO Agent: started\n");
    }
}
