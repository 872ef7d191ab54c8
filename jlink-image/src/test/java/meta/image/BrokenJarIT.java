package meta.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import meta.image.cluster.Cluster;
import meta.image.cluster.Image;
import meta.image.cluster.MainPluginConfig;
import meta.image.cni.Attachment;
import meta.image.cni.Verb;
import meta.image.steps.StepJar;
import meta.image.steps.StepJars;
import meta.image.topology.Command;
import meta.image.topology.IpFamilies;
import meta.image.topology.Topology;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Calls with a step folder that contains one usable jar and many unusable jars. {@link BrokenJarKindsIT} tests calls that name a step of an
 * unusable jar.
 */
@OnRealKernel
class BrokenJarIT {
    private static final String AFTER_ROUTES = "after(\"veth\", \"setupRoutes\")";
    private static final String NOTHING = "return Plan.NOTHING;";

    @TempDir
    static Path folder;

    private static Attachment eth0;

    @BeforeAll
    static void aNodeWithBrokenJarsAndAGoodOne(Topology net) throws Exception {
        Map<Path, StepJar> jars = new HashMap<>();
        jars.put(
                folder.resolve("noservice.jar"),
                StepJar.empty().source("acme/Nothing.java", "package acme; class Nothing {}"));
        jars.put(folder.resolve("future.jar"), step("future").attribute("Meta-Plugins-Api", "9.0"));
        jars.put(folder.resolve("writable.jar"), step("writable"));
        jars.put(folder.resolve("missing.jar"), step("lost").service("StepProvider", "acme.Missing"));
        jars.put(folder.resolve("twin-a.jar"), step("twin"));
        jars.put(folder.resolve("twin-b.jar"), step("twin"));
        jars.put(folder.resolve("hen.jar"), StepJar.withStep("hen", "after(\"veth\", \"egg\")", NOTHING));
        jars.put(folder.resolve("egg.jar"), StepJar.withStep("egg", "after(\"veth\", \"hen\")", NOTHING));
        jars.put(folder.resolve("lost.jar"), StepJar.withStep("lost", "after(\"veth\", \"nosuch\")", NOTHING));
        jars.put(folder.resolve("usurper.jar"), step("setupVeth"));
        jars.put(
                folder.resolve("throwing.jar"),
                StepJar.withStep("stepless", "after(\"veth\", String.valueOf(1 / 0))", NOTHING));
        jars.put(folder.resolve("blank.jar"), step("a b"));
        jars.put(
                folder.resolve("needy.jar"),
                step("needy")
                        .modular(
                                "module needy { requires meta.spi; requires java.sql; provides meta.spi.StepProvider with acme.AcmeStep; }"));
        jars.put(
                folder.resolve("good.jar"),
                StepJar.withStep("good", AFTER_ROUTES, "return Plan.ensure(link.withTxqueuelen(2001));"));
        new StepJars(jars).create();
        Files.writeString(folder.resolve("text.jar"), "not a jar at all");
        Files.setPosixFilePermissions(folder.resolve("writable.jar"), PosixFilePermissions.fromString("rw-rw-rw-"));
        eth0 = Cluster.in(net)
                .network(MainPluginConfig.MACVLAN, IpFamilies.DUAL)
                .with("META_PLUGINS_STEPS", folder.toString())
                .add(net.pod(), "eth0");
    }

    private static StepJar step(String name) {
        return StepJar.withStep(name, AFTER_ROUTES, NOTHING);
    }

    @Test
    void callsThatNameNoStepOfABrokenJarSucceed() {
        assertThat(eth0.pod().netns().ip("link show")).contains("qlen 2001").contains("veth0");
        eth0.check();
    }

    @Test
    void aCallThatDisablesUnusableStepsSucceeds() {
        assertThat(eth0.last(Verb.ADD)
                        .configured("steps", "{\"twin\": {\"enabled\": false}, \"writable\": {\"enabled\": false}}")
                        .run()
                        .result()
                        .isObject())
                .isTrue();
    }

    @Test
    void theListOfStepsNamesAllBrokenJars() {
        String steps = Command.of(Image.bin("metactl").toString(), "steps")
                .with(Map.of("META_PLUGINS_STEPS", folder.toString()))
                .run()
                .text();

        assertThat(steps)
                .contains("good\n    Does what a test wants.\n    from " + folder + "/good.jar\n")
                .contains("/text.jar: ")
                .contains("/noservice.jar: provides neither meta.spi.StepProvider nor meta.spi.PluginType")
                .contains("/future.jar: is built for version 9.0")
                .contains("/writable.jar can be written to by users other than root")
                .contains("/missing.jar: ", ".Missing not found")
                .contains("/twin-a.jar: ", "/twin-b.jar: ", "/hen.jar: ", "/egg.jar: ", "/lost.jar: ")
                .contains("/usurper.jar: step \"setupVeth\" is also declared by the image")
                .contains("/throwing.jar: ", "ArithmeticException: / by zero")
                .contains("/blank.jar: \"a b\" is not a valid name of a step")
                .contains(
                        "/needy.jar: Module java.sql not found, required by needy; the image contains only a part of the JDK");
    }
}
