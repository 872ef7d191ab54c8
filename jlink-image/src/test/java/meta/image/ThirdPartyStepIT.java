package meta.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import meta.image.cluster.Cluster;
import meta.image.cluster.Image;
import meta.image.cluster.MainPlugin;
import meta.image.cluster.Moment;
import meta.image.cni.Attachment;
import meta.image.cni.CniError;
import meta.image.cni.CniRuntime;
import meta.image.cni.Conflist;
import meta.image.cni.PluginPath;
import meta.image.cni.Verb;
import meta.image.steps.StepJar;
import meta.image.topology.Command;
import meta.image.topology.Stack;
import meta.image.topology.Topology;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A stranger's step, in a jar that is dropped into a folder of the node. */
@OnRealKernel
class ThirdPartyStepIT {
    private static final int BAD_CONFIGURATION = 7;
    private static final int STEP_FAILED = 100;

    private static final String LONGER_QUEUE = "return Plan.ensure(link.withTxqueuelen(2001));";

    @TempDir
    Path folder;

    private Topology net;
    private Cluster cluster;

    @BeforeEach
    void aNode(Topology topology) {
        net = topology;
        cluster = Cluster.in(topology);
    }

    @Test
    void itsPlanIsPartOfAddAndCheck() {
        StepJar.withStep(LONGER_QUEUE).at(folder.resolve("acme.jar"));
        Attachment eth0 = attachment("{}");

        eth0.add();
        assertThat(queue(eth0)).contains("qlen 2001");
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
        Attachment eth0 = attachment("{}");

        eth0.add();
        assertThat(queue(eth0)).contains("qlen 2001");
    }

    @Test
    void itCanBeTurnedOff() {
        StepJar.withStep(LONGER_QUEUE).at(folder.resolve("acme.jar"));
        Attachment eth0 = attachment("{'acmeStep': {'enabled': false}}");

        eth0.add();
        assertThat(queue(eth0)).doesNotContain("qlen");
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(delimiter = '|', textBlock = """
            throw new IllegalStateException("no luck");   | threw java.lang.IllegalStateException: no luck at
            throw new StackOverflowError();               | threw java.lang.StackOverflowError
            throw new NoSuchMethodError("Plan.wish()");   | was built for another version of meta.spi
            throw new PlanningException("not here");      | acmeStep: not here
            return null;                                  | threw java.lang.NullPointerException
            return Plan.ensure(link.withAlias(null));     | threw java.lang.NullPointerException
            return Plan.ensure(Route.to(Prefix.parse("203.0.113.0/24"), Netns.POD, "eth1")); \
                                                          | where the pod has no device eth1 (of
            return Plan.ensure(Link.of(Netns.POD, "a/b", "bridge", MacAddress.NONE, 1500)); | asks for a device "a/b"
            return Plan.ensure(new SysctlValue(Netns.HOST, "vm/swappiness", "1")); | asks for the setting /proc/sys/vm/swappiness
            for (;;) java.util.concurrent.locks.LockSupport.park(); | did not return within 3000 ms
            """)
    void whateverItDoesInsteadOfPlanningItLeavesNoTrace(String body, String said) {
        Path jar = StepJar.withStep(body).at(folder.resolve("acme.jar"));

        CniError error = refused(attachment("{}"), STEP_FAILED);

        assertThat(error.msg()).isEqualTo("a step cannot be planned");
        assertThat(error.details()).startsWith("acmeStep: ").contains(said).endsWith("(of " + jar + ")");
    }

    @Test
    void aChangeThatTheKernelRefusesRollsBackAllTheOthers() {
        StepJar.withStep(
                        "return Plan.ensure(link.withTxqueuelen(2001)).then(Plan.ensure("
                                + "Route.to(Prefix.parse(\"203.0.113.0/24\"), Netns.POD, nic).via(IpAddress.parse(\"198.51.100.1\"))));")
                .at(folder.resolve("acme.jar"));
        Attachment eth0 = attachment("{}");

        CniError error = refused(eth0, STEP_FAILED);

        assertThat(error.msg()).isEqualTo("a step failed");
        assertThat(error.details())
                .startsWith("acmeStep: ")
                .contains("ip -n " + eth0.pod().netns().name() + " route add 203.0.113.0/24 via 198.51.100.1 dev eth0")
                .contains("ENETUNREACH")
                .contains("changes undone");
        assertThat(queue(eth0)).doesNotContain("qlen");
    }

    @Test
    void deletingNeedsNeitherTheStepNorItsJar() throws Exception {
        Path jar = StepJar.withStep(LONGER_QUEUE).at(folder.resolve("acme.jar"));
        Attachment eth0 = attachment("{}");
        eth0.addMain();
        Moment before = Moment.of(cluster, eth0.pod());
        eth0.addLast();

        Files.delete(jar);
        eth0.delLast();
        assertThat(before.sinceThen().onNode().lines()).isEmpty();
    }

    @Test
    void twoOfThemCanBringTwoVersionsOfALibrary() {
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
        Attachment eth0 = attachment("{}");

        eth0.add();
        assertThat(queue(eth0)).contains("qlen 2001").contains("mtu 1402");
    }

    @Test
    void aStepThatAnotherNeedsIsNamedWhereItIsTurnedOff() {
        assertThat(refused(attachment("{'setupVeth': {'enabled': false}}"), STEP_FAILED)
                        .details())
                .isEqualTo("setupNeighborhood: the pod has no veth0 that leads to the node;"
                        + " setupNeighborhood needs setupVeth, which is turned off");
        assertThat(refused(
                                attachment(
                                        "{'setupVeth': {'enabled': false}, 'setupNeighborhood': {'enabled': false}}"),
                                STEP_FAILED)
                        .details())
                .endsWith("setupRoutes needs setupVeth, which is turned off");
    }

    @Test
    void aPodThatHasItsPairNeedsNobodyToMakeIt() {
        Attachment eth0 = attachment("{}");
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
    void aWholePluginTypeIsCalledByALinkOfItsName() throws Exception {
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
                                return new AddressingPolicy(List.of(), List.of(), false);
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
                """.formatted(MainPlugin.MACVLAN.json(Stack.DUAL, net.folder()), net.folder()));
        Attachment eth0 = new CniRuntime(cluster.node(), list, PluginPath.of(bin))
                .with("META_PLUGINS_STEPS", folder.resolve("steps").toString())
                .attachment(net.pod(), "eth0");

        eth0.add();
        assertThat(queue(eth0)).contains("qlen 2001");
        assertThat(eth0.pod().netns().ip("link show")).doesNotContain("veth0");
        eth0.check();
        assertThat(metactlSteps(folder.resolve("steps"))).contains("acmenet: A queue, and nothing else.", "lengthen");

        Files.delete(folder.resolve("steps/acme.jar"));
        eth0.del();
    }

    @Test
    void theDryRunShowsIt() {
        StepJar.withStep("return Plan.ensure(link.withTxqueuelen(2001)).because(\"acme likes it so\");")
                .at(folder.resolve("acme.jar"));
        Attachment eth0 = attachment("{}");
        eth0.addMain();

        String plan = new DryRun(cluster, eth0, folder).text();

        assertThat(plan).contains("pod  ip link set eth0 txqueuelen 2001  # acme likes it so");
    }

    @Test
    void anOptionIsReadFromItsPlaceUnderSteps() {
        StepJar.withStep(
                        "acmeStep",
                        "reading(List.of(Options.LENGTH)).after(\"veth\", \"setupRoutes\")",
                        "return Plan.ensure(link.withTxqueuelen(context.options().get(Options.LENGTH).intValue()));")
                .source("acme/Options.java", """
                        package acme;

                        import meta.spi.option.*;

                        interface Options {
                            Option<Long> LENGTH = Option.of("length", OptionType.wholeNumber(1, 9000), 2001L, "The length.");
                        }
                        """)
                .at(folder.resolve("acme.jar"));
        Attachment eth0 = attachment("{'acmeStep': {'length': 3003}}");

        eth0.add();
        assertThat(queue(eth0)).contains("qlen 3003");
        assertThat(eth0.last(Verb.ADD)
                        .configured("steps", "{\"acmeStep\": {\"length\": 9001}}")
                        .run()
                        .error(BAD_CONFIGURATION)
                        .details())
                .isEqualTo("steps.acmeStep.length: 9001: a whole number from 1 to 9000");
        assertThat(metactlSteps(folder))
                .contains("steps.acmeStep.length: a whole number from 1 to 9000 (default: 2001)");
    }

    /** {@return what an ADD that has to fail says; nothing has changed then} */
    private CniError refused(Attachment eth0, int code) {
        eth0.addMain();
        Moment before = Moment.of(cluster, eth0.pod());
        CniError error = eth0.last(Verb.ADD)
                .configured("step_time_limit", "\"3s\"")
                .run()
                .error(code);
        assertThat(before.sinceThen()).isEqualTo(Moment.Change.NONE);
        return error;
    }

    private Attachment attachment(String steps) {
        Conflist list = cluster.conflist(MainPlugin.MACVLAN, Stack.DUAL).lastWith("steps", steps.replace('\'', '"'));
        return cluster.network(list)
                .with("META_PLUGINS_STEPS", folder.toString())
                .attachment(net.pod(), "eth0");
    }

    private static String queue(Attachment eth0) {
        return eth0.pod().netns().ip("link show eth0");
    }

    private static String metactlSteps(Path folder) {
        return Command.of(Image.bin("metactl").toString(), "steps")
                .with(Map.of("META_PLUGINS_STEPS", folder.toString()))
                .run()
                .text();
    }
}
