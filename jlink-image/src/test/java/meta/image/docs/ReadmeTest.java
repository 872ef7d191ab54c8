package meta.image.docs;

import static meta.spi.testkit.Given.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import meta.core.call.CallStopwatch;
import meta.core.call.NamedPluginType;
import meta.core.cni.JsonReadResult;
import meta.core.cni.JsonReader;
import meta.core.cni.JsonValue.JsonObject;
import meta.core.config.ConfigCheckResult;
import meta.core.config.ConfigReader;
import meta.core.config.OptionValues;
import meta.core.plugin.Catalog;
import meta.core.reconcile.Change;
import meta.core.reconcile.ChangeCommands;
import meta.core.reconcile.Difference;
import meta.core.reconcile.StepPlan;
import meta.image.steps.ImageCatalog;
import meta.launcher.call.Calls;
import meta.spi.testkit.Given;
import org.junit.jupiter.api.Test;

/**
 * The lists of options and the examples of plans in README.md agree with the code. If the system property {@code readme.write} is set, the
 * test writes them into the file instead.
 */
class ReadmeTest {
    private static final Path README = Path.of("..", "README.md");

    private final Catalog catalog = ImageCatalog.catalog();

    @Test
    void theTableHasTheDeclaredOptions() throws IOException {
        assertShown("options", Calls.plugin("veth", catalog).optionTable());
    }

    @Test
    void theTableForRouterHasTheDeclaredOptionsThatVethLacks() throws IOException {
        List<String> ofVeth =
                Calls.plugin("veth", catalog).optionTable().lines().skip(2).toList();
        List<String> rows = new ArrayList<>(
                Calls.plugin("router", catalog).optionTable().lines().toList());
        rows.removeAll(ofVeth);
        assertShown("router", String.join("\n", rows) + "\n");
    }

    @Test
    void thePlanInTheReadmeIsThatOfTheCode() throws IOException {
        Given pod = given("""
                        host addr 172.18.0.2/16 dev eth0
                        host sysctl net.ipv6.conf.default.accept_ra=1
                        pod  link eth0 lladdr 0a:1b:ac:12:18:78 mtu 1500
                        pod  addr 172.18.24.120/16 dev eth0
                        pod  route default via 172.18.0.1 dev eth0
                        """)
                .attachment("macvlan", "3f0c6a1d52b84e07", "eth0")
                .podAddresses("172.18.24.120")
                .nodeAddresses("172.18.0.2")
                .hijacked("10.244.0.0/16", "10.96.0.0/12")
                .gateways("172.18.0.2");
        var pipeline = catalog.pipeline(catalog.type("veth").orElseThrow(), List.of());
        var plans = StepPlan.list(
                pipeline.plan(pod.context(), config(Calls.plugin("veth", catalog)), CallStopwatch.start()));
        List<String> lines = new ArrayList<>();
        for (Change change : Difference.between(plans, pod.snapshot()).list()) {
            lines.addAll(new ChangeCommands(change).lines());
        }
        assertShown("plan", "```\n" + String.join("\n", lines) + "\n```\n");
    }

    private static OptionValues config(NamedPluginType plugin) {
        String json = """
                {"overlay_hijack_subnet": "10.244.0.0/16", "service_hijack_subnet": "10.96.0.0/12"}
                """;
        JsonReadResult decoded = JsonReader.read(json.getBytes(StandardCharsets.UTF_8));
        JsonObject object = (JsonObject) ((JsonReadResult.Valid) decoded).value();
        return ((ConfigCheckResult.Valid) ConfigReader.read(object, List.of(), plugin.declarations())).config();
    }

    private static void assertShown(String section, String wanted) throws IOException {
        String readme = Files.readString(README);
        String begin = "<!-- " + section + " -->\n";
        String end = "<!-- /" + section + " -->";
        int from = readme.indexOf(begin) + begin.length();
        int to = readme.indexOf(end);
        if (System.getProperty("readme.write") != null) {
            Files.writeString(README, readme.substring(0, from) + "\n" + wanted + "\n" + readme.substring(to));
            return;
        }
        assertThat(readme.substring(from, to)).isEqualTo("\n" + wanted + "\n");
    }
}
