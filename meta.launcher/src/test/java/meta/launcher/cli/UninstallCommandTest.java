package meta.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UninstallCommandTest {
    @TempDir
    private Path root;

    @Test
    void aDryRunFailsAsTheUninstallWouldFail() throws IOException {
        Path broken = root.resolve("etc/cni/net.d/10-lan.conflist");
        Files.createDirectories(broken.getParent());
        Files.writeString(broken, "{\"name\": ");

        for (List<String> options : List.of(List.of("--dry-run"), List.<String>of())) {
            ByteArrayOutputStream err = new ByteArrayOutputStream();
            PrintStream print = new PrintStream(err, true, StandardCharsets.UTF_8);
            StandardStreams streams = new StandardStreams(
                    InputStream.nullInputStream(),
                    false,
                    new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8),
                    print);
            List<String> words = new ArrayList<>(List.of("uninstall", "--root", root.toString()));
            words.addAll(options);

            assertThat(new Metactl(streams).run(words)).as("%s", options).isOne();
            assertThat(err.toString(StandardCharsets.UTF_8))
                    .contains("/etc/cni/net.d/10-lan.conflist: ", "may still contain its plugins");
        }
    }
}
