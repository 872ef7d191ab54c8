package meta.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import meta.image.cluster.Cluster;
import meta.image.cluster.Image;
import meta.image.cluster.MainPluginConfig;
import meta.image.cni.Attachment;
import meta.image.cni.CniRuntime;
import meta.image.cni.PluginPath;
import meta.image.cni.Verb;
import meta.image.steps.Author;
import meta.image.steps.StepJar;
import meta.image.topology.Command;
import meta.image.topology.IpFamilies;
import meta.image.topology.Output;
import meta.image.topology.Topology;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests images with third-party modules, which {@code ./meta image --with JAR} makes. */
@OnRealKernel
class CustomImageIT {
    private static final Path CUSTOM = Image.home().resolveSibling("custom-image");

    @TempDir
    static Path folder;

    @BeforeAll
    static void anImageWithAStep() {
        Path jar = StepJar.withStep("return Plan.ensure(link.withTxqueuelen(2001));")
                .modular("module acme { requires meta.spi; provides meta.spi.StepProvider with acme.AcmeStep; }")
                .at(folder.resolve("any-name.jar"));
        custom(jar).text();
    }

    @Test
    void theAddedStepIsPartOfACall(Topology net) {
        Cluster cluster = Cluster.in(net);
        Attachment eth0 = new CniRuntime(
                        cluster.node(),
                        cluster.conflist(MainPluginConfig.MACVLAN, IpFamilies.DUAL),
                        PluginPath.of(CUSTOM.resolve("bin")))
                .add(net.pod(), "eth0");

        assertThat(eth0.pod().netns().ip("link show eth0")).contains("qlen 2001");
        eth0.check();
        assertThat(eth0.last(Verb.ADD)
                        .configured("steps", "{\"acmeStep\": {\"enabled\": false}}")
                        .run()
                        .result()
                        .isObject())
                .isTrue();
        eth0.del();
    }

    @Test
    void theAddedStepIsListedWithItsModule() {
        assertThat(Command.of(CUSTOM.resolve("bin/metactl").toString(), "steps")
                        .run()
                        .text())
                .contains("acmeStep\n    Does what a test wants.\n    from module acme of the image\n");
    }

    @Test
    void theAddedStepIsLoadedFromTheAotCache() throws IOException {
        Path log = folder.resolve("classes");
        Command.of(
                        CUSTOM.resolve("bin/java").toString(),
                        "@" + CUSTOM.resolve("lib/meta/jvm.options"),
                        "-XX:AOTCache=" + CUSTOM.resolve("lib/meta/calls.aot"),
                        "-XX:AOTMode=on",
                        "-Xlog:class+load=info:file=" + log,
                        "-m",
                        "meta.launcher/meta.launcher.Main",
                        "metactl",
                        "steps")
                .with(Map.of("LC_ALL", "C.UTF-8"))
                .run()
                .text();

        List<String> loaded = Files.readAllLines(log);
        assertThat(loaded).anyMatch(line -> line.contains("acme.AcmeStep source: shared objects file"));
    }

    @Test
    void aJarWithoutADescriptorIsRefused() {
        Path jar = StepJar.withStep("return Plan.NOTHING;").at(folder.resolve("automatic.jar"));

        assertThat(custom(jar).stderr()).contains(jar + ": has no module-info.java");
    }

    private static Output custom(Path jar) {
        Path module = Author.repository().resolve("jlink-image");
        return Command.of(
                        "sh",
                        module.resolve("src/main/build/custom").toString(),
                        System.getProperty("java.home"),
                        module.toString(),
                        "--with",
                        jar.toString())
                .run();
    }
}
