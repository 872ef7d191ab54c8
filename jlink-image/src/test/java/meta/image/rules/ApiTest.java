package meta.image.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import meta.spi.ApiVersion;
import org.junit.jupiter.api.Test;

/**
 * If the API for third parties changes, {@link ApiVersion#CURRENT} must change, too. If the system property {@code api.write} is set, the
 * test compares the API with the recorded one, and then records it. With the value {@code anew}, the test records the API without the
 * comparison.
 */
class ApiTest {
    private static final Path WRITTEN = Path.of("../meta.spi/src/main/api/signatures.txt");
    private static final String VERSION = "version ";

    private record Api(ApiVersion version, Set<String> lines) {
        static Api written() throws IOException {
            List<String> all = Files.readAllLines(WRITTEN);
            ApiVersion version = ApiVersion.parse(all.getFirst().substring(VERSION.length()));
            return new Api(version, new TreeSet<>(all.subList(1, all.size())));
        }

        static Api now() throws IOException {
            Set<String> lines = new TreeSet<>();
            for (BuiltModule module : BuiltModule.all()) {
                switch (module.name()) {
                    case "meta.spi" -> lines.addAll(Signatures.of(module, exported(module)));
                    case "meta.netlink" -> lines.addAll(Signatures.of(module, Set.of("meta.netlink")));
                    default -> {}
                }
            }
            return new Api(ApiVersion.CURRENT, lines);
        }

        private static Set<String> exported(BuiltModule module) {
            Set<String> packages = new TreeSet<>();
            module.descriptor().exports().forEach(export -> packages.add(export.source()));
            return packages;
        }

        void write() throws IOException {
            Files.createDirectories(WRITTEN.getParent());
            Files.writeString(WRITTEN, VERSION + version + "\n" + String.join("\n", lines) + "\n");
        }
    }

    @Test
    void theApiChangesWithItsVersionOnly() throws IOException {
        Api now = Api.now();
        String write = System.getProperty("api.write", "");
        if (write.equals("anew")) {
            now.write();
            return;
        }
        Api written = Api.written();
        ApiChange change = ApiChange.between(written.lines(), now.lines());
        assertThat(change.isAllowed(written.version(), now.version()))
                .as(
                        "meta.spi has changed since version %s, and %s; ApiVersion.CURRENT is %s.%n%s",
                        written.version(),
                        change.isBreak()
                                ? "existing jars may not run: a major step is needed"
                                : "has only grown: a minor step is needed",
                        now.version(),
                        change)
                .isTrue();
        if (!write.isEmpty()) {
            now.write();
            return;
        }
        assertThat(now)
                .as("the recorded API; if the change is intended, run ./meta api")
                .isEqualTo(written);
    }

    @Test
    void onlyAnInterfaceThatThirdPartiesImplementDemandsMethods() throws IOException {
        Set<String> lines = Api.now().lines();

        assertThat(lines).anyMatch(line -> line.startsWith(ApiChange.DEMAND + "meta.spi.Step."));
        assertThat(lines)
                .anyMatch(line -> line.startsWith("method meta.spi.net.Route.type()"))
                .noneMatch(line -> line.startsWith(ApiChange.DEMAND + "meta.spi.net.Route."));
    }
}
