package meta.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import meta.image.cluster.Cluster;
import meta.image.cluster.Image;
import meta.image.cluster.MainPluginConfig;
import meta.image.cluster.PodAndNodeState;
import meta.image.cni.Attachment;
import meta.image.cni.CniRuntime;
import meta.image.cni.Conflist;
import meta.image.cni.PluginPath;
import meta.image.cni.Verb;
import meta.image.steps.StepJar;
import meta.image.topology.Command;
import meta.image.topology.IpFamilies;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests steps and plugin types of third parties: how jars are found, configured and used by calls and by the dry run. */
@OnRealKernel
class ThirdPartyStepIT {
    private static final int BAD_CONFIGURATION = 7;

    private static final String LONGER_QUEUE = "return Plan.ensure(link.withTxqueuelen(2001));";

    @TempDir
    Path folder;

    @InjectTopology
    private Cluster cluster;

    @Test
    void thePlanOfTheStepIsPartOfAddAndCheck() {
        StepJar.withStep(LONGER_QUEUE).at(folder.resolve("acme.jar"));
        Attachment eth0 = steps().attachment("{}");

        eth0.add();
        assertThat(StepFolder.queue(eth0)).contains("qlen 2001");
        eth0.check();
        eth0.pod().netns().ip("link set eth0 txqueuelen 7");
        assertThat(eth0.last(Verb.CHECK).run().error(102).details())
                .isEqualTo("acmeStep: is different: ip -n " + eth0.pod().netns().name()
                        + " link set eth0 txqueuelen 2001");
        eth0.addLast();
        eth0.check();
        eth0.del();
    }

    @Test
    void aModuleNeedsNoServiceFile() {
        StepJar.withStep(LONGER_QUEUE)
                .modular("module acme { requires meta.spi; provides meta.spi.StepProvider with acme.AcmeStep; }")
                .at(folder.resolve("acme.jar"));
        Attachment eth0 = steps().attachment("{}");

        eth0.add();
        assertThat(StepFolder.queue(eth0)).contains("qlen 2001");
    }

    @Test
    void theStepCanBeTurnedOff() {
        StepJar.withStep(LONGER_QUEUE).at(folder.resolve("acme.jar"));
        Attachment eth0 = steps().attachment("{'acmeStep': {'enabled': false}}");

        eth0.add();
        assertThat(StepFolder.queue(eth0)).doesNotContain("qlen");
    }

    @Test
    void deletingNeedsNeitherTheStepNorItsJar() throws Exception {
        Path jar = StepJar.withStep(LONGER_QUEUE).at(folder.resolve("acme.jar"));
        Attachment eth0 = steps().attachment("{}");
        eth0.addMain();
        PodAndNodeState before = PodAndNodeState.of(cluster, eth0.pod());
        eth0.addLast();

        Files.delete(jar);
        eth0.delLast();
        assertThat(before.sinceThen().onNode().lines()).isEmpty();
    }

    @Test
    void twoStepsCanUseTwoVersionsOfALibrary() {
        Path first = StepJar.empty()
                .source(
                        "greet/Greeting.java",
                        "package greet; public class Greeting { public static int number() { return 2001; } }")
                .at(folder.resolve("one/greeting-1.0.jar"));
        Path second = StepJar.empty()
                .source(
                        "greet/Greeting.java",
                        "package greet; public class Greeting { public static String text() { return \"1402\"; } }")
                .at(folder.resolve("two/greeting-2.0.jar"));
        StepJar.withStep(
                        "one",
                        "after(\"veth\", \"setupRoutes\")",
                        "return Plan.ensure(link.withTxqueuelen(greet.Greeting.number()));")
                .using(first)
                .at(folder.resolve("one/step.jar"));
        StepJar.withStep(
                        "two",
                        "after(\"veth\", \"one\")",
                        "return Plan.ensure(link.withMtu(Integer.parseInt(greet.Greeting.text())));")
                .using(second)
                .at(folder.resolve("two/step.jar"));
        Attachment eth0 = steps().attachment("{}");

        eth0.add();
        assertThat(StepFolder.queue(eth0)).contains("qlen 2001").contains("mtu 1402");
    }

    @Test
    void aPodWithAVethPairDoesNotNeedSetupVeth() {
        Attachment eth0 = steps().attachment("{}");
        eth0.add();

        assertThat(eth0.last(Verb.ADD)
                        .configured("steps", "{\"setupVeth\": {\"enabled\": false}}")
                        .run()
                        .result()
                        .isObject())
                .isTrue();
        eth0.check();
    }

    @Test
    void aPluginTypeOfAThirdPartyIsCalledByALinkWithItsName() throws Exception {
        StepJar.withStep("lengthen", "listedBy(\"acmenet\")", LONGER_QUEUE)
                .source("acme/AcmeNet.java", """
                        package acme;

                        import java.util.List;
                        import meta.spi.*;
                        import meta.spi.option.*;

                        public final class AcmeNet implements PluginType {
                            @Override public String name() { return "acmenet"; }
                            @Override public String description() { return "A queue, and nothing else."; }
                            @Override public List<String> steps() { return List.of("lengthen", SharedSteps.TUNE_SYSCTL); }
                            @Override public List<Option<?>> options() { return List.of(); }
                            @Override public AddressingPolicy addressing(StepOptions options) {
                                return AddressingPolicy.of(List.of(), List.of(), false);
                            }
                        }
                        """)
                .service("PluginType", "acme.AcmeNet")
                .at(folder.resolve("steps/acme.jar"));
        Path bin = Files.createDirectory(folder.resolve("bin"));
        Files.createSymbolicLink(bin.resolve("acmenet"), Image.bin("veth"));
        Conflist list = Conflist.parse("""
                {"cniVersion": "1.0.0", "name": "podnet", "plugins": [
                  %s,
                  {"type": "acmenet", "log_options": {"log_file": "%s/acmenet.log"}}
                ]}
                """.formatted(
                        MainPluginConfig.MACVLAN.json(
                                IpFamilies.DUAL, cluster.topology().folder()),
                        cluster.topology().folder()));
        Attachment eth0 = new CniRuntime(cluster.node(), list, PluginPath.of(bin))
                .with("META_PLUGINS_STEPS", folder.resolve("steps").toString())
                .attachment(cluster.topology().pod(), "eth0");

        eth0.add();
        assertThat(StepFolder.queue(eth0)).contains("qlen 2001");
        assertThat(eth0.pod().netns().ip("link show")).doesNotContain("veth0");
        eth0.check();
        assertThat(metactlSteps(folder.resolve("steps"))).contains("acmenet: A queue, and nothing else.", "lengthen");

        Files.delete(folder.resolve("steps/acme.jar"));
        eth0.del();
    }

    @Test
    void theDryRunShowsTheChangeAndItsReason() {
        StepJar.withStep("return Plan.ensure(link.withTxqueuelen(2001)).because(\"acme likes it so\");")
                .at(folder.resolve("acme.jar"));
        Attachment eth0 = steps().attachment("{}");
        eth0.addMain();

        String plan = new DryRun(cluster, eth0, folder).text();

        assertThat(plan).contains("pod  ip link set eth0 txqueuelen 2001  # acme likes it so");
    }

    @Test
    void anOptionIsReadFromItsPlaceUnderSteps() {
        StepJar.withStep(
                        "acmeStep",
                        "withOptions(List.of(Options.LENGTH)).after(\"veth\", \"setupRoutes\")",
                        "return Plan.ensure(link.withTxqueuelen(context.options().get(Options.LENGTH).intValue()));")
                .source("acme/Options.java", """
                        package acme;

                        import meta.spi.option.*;

                        interface Options {
                            Option<Long> LENGTH = Option.of("length", OptionType.wholeNumber(1, 9000), 2001L, "The length.");
                        }
                        """)
                .at(folder.resolve("acme.jar"));
        Attachment eth0 = steps().attachment("{'acmeStep': {'length': 3003}}");

        eth0.add();
        assertThat(StepFolder.queue(eth0)).contains("qlen 3003");
        assertThat(eth0.last(Verb.ADD)
                        .configured("steps", "{\"acmeStep\": {\"length\": 9001}}")
                        .run()
                        .error(BAD_CONFIGURATION)
                        .details())
                .isEqualTo("steps.acmeStep.length: 9001: expected integer from 1 to 9000");
        assertThat(metactlSteps(folder)).contains("steps.acmeStep.length: integer from 1 to 9000 (default: 2001)");
    }

    private StepFolder steps() {
        return new StepFolder(cluster, folder);
    }

    private static String metactlSteps(Path folder) {
        return Command.of(Image.bin("metactl").toString(), "steps")
                .with(Map.of("META_PLUGINS_STEPS", folder.toString()))
                .run()
                .text();
    }
}
