package meta.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import meta.image.cluster.Cluster;
import meta.image.cluster.Image;
import meta.image.cluster.MainPlugin;
import meta.image.cni.Attachment;
import meta.image.cni.Verb;
import meta.image.steps.StepJar;
import meta.image.topology.Command;
import meta.image.topology.Stack;
import meta.image.topology.Topology;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A jar that cannot be used is reported with the reason, and affects only calls that need it. */
@OnRealKernel
class BrokenJarIT {
    private static final int BAD_CONFIGURATION = 7;
    private static final String AFTER_ROUTES = "after(\"veth\", \"setupRoutes\")";
    private static final String NOTHING = "return Plan.NOTHING;";

    /** The name of a step, the body of its provider, and the reason why the step or its jar cannot be used. */
    private static final String[][] DECLARATIONS = {
        {
            "mtu",
            "return List.of(acme.withOptions(List.of(flag(\"veth_mtu\").atTopLevel())));",
            "declares the option \"veth_mtu\", a key of "
        },
        {
            "logs",
            "return List.of(acme.withOptions(List.of(flag(\"log_options\").atTopLevel())));",
            "declares the option \"log_options\", a key of every plugin type with another type"
        },
        {
            "spelt",
            "return List.of(acme.withOptions(List.of(flag(\"own\").alsoSpelt(\"repair\").atTopLevel())));",
            "declares the option \"repair\", a key of every plugin type"
        },
        {
            "ipam",
            "return List.of(acme.withOptions(List.of(flag(\"ipam\").atTopLevel())));",
            "declares the option \"ipam\", a key of the CNI protocol"
        },
        {
            "demanding",
            "return List.of(acme.withOptions(List.of(Option.required(\"key\", OptionType.flag(), \"A flag.\"))));",
            "step \"demanding\" is on by default and requires the option \"key\""
        },
        {
            "ending",
            "Option<Boolean> last = Option.of(\"last\", OptionType.flag(), true, \"\");"
                    + " return List.of(acme.withOptions(List.of(last)).endingThePipelineIf(last));",
            "step \"ending\" ends the pipeline by the option \"last\""
        },
        {
            "twofold",
            "return List.of(acme.withOptions(List.of(flag(\"key\"), flag(\"key\"))));",
            "the option \"key\" twice"
        },
        {
            "enabling",
            "return List.of(acme.withOptions(List.of(flag(\"enabled\"))));",
            "the option \"enabled\" twice, or it is reserved"
        },
        {"keyless", "return List.of(acme.withOptions(List.of(flag(\" \"))));", "an option has a key of 1 characters"},
        {
            "typeless",
            "return List.of(acme.withOptions(List.of(Option.of(\"key\", null, true, \"\"))));",
            "threw java.lang.NullPointerException: the type of an option"
        },
        {
            "choosy",
            "return List.of(acme.withOptions(List.of(Option.of(\"key\","
                    + " new OptionType.Choice<>(List.of(\"a\", \"b\"), List.of(1)), 1, \"\"))));",
            "an option has 2 choices and 1 values"
        },
        {"placeless", "return List.of(acme.after(null, null));", "a place of the step has no type or no step"},
        {
            "talkative",
            "return List.of(StepDeclaration.of(this, \"x\".repeat(5000)).after(\"veth\", \"setupRoutes\"));",
            "the description of the step has 5000 characters"
        },
        {"nulls", "return null;", "threw java.lang.NullPointerException"},
        {"holes", "return Arrays.asList(acme, null);", "threw java.lang.NullPointerException"},
        {"endless", "return Collections.nCopies(1001, acme);", "declares 1001 steps; the maximum is 1000"},
        {"deep", "return steps();", "threw java.lang.StackOverflowError"},
        {"greedy", "throw new OutOfMemoryError(\"all gone\");", "ran out of memory"},
        {
            "uninitialized",
            "return List.of(acme); } static { if (true) throw new IllegalStateException(\"init\"); } void unused() {",
            "because of java.lang.IllegalStateException: init"
        },
        {
            "unconstructed",
            "return List.of(acme); } public AcmeStep() { throw new IllegalStateException(\"constructor\"); } void unused() {",
            "IllegalStateException: constructor"
        },
        {"hidden", "return List.of(acme); } private AcmeStep() {} void unused() {", "no-arg constructor"},
        {"leaving", "System.exit(0); return null;", "has called System.exit"},
        {"leavingEarly", "return List.of(acme); } static { System.exit(0); } void unused() {", "has called System.exit"
        },
    };

    @TempDir
    static Path folder;

    private static Attachment eth0;

    @BeforeAll
    static void aNodeWithBrokenJarsAndAGoodOne(Topology net) throws Exception {
        Files.writeString(folder.resolve("text.jar"), "not a jar at all");
        StepJar.empty()
                .source("acme/Nothing.java", "package acme; class Nothing {}")
                .at(folder.resolve("noservice.jar"));
        StepJar.withStep("future", AFTER_ROUTES, NOTHING)
                .attribute("Meta-Plugins-Api", "9.0")
                .at(folder.resolve("future.jar"));
        Path writable = StepJar.withStep("writable", AFTER_ROUTES, NOTHING).at(folder.resolve("writable.jar"));
        Files.setPosixFilePermissions(writable, PosixFilePermissions.fromString("rw-rw-rw-"));
        StepJar.empty()
                .service("StepProvider", "acme.Missing")
                .source("acme/Other.java", "package acme; class Other {}")
                .at(folder.resolve("missing.jar"));
        Path owned = StepJar.withStep("owned", AFTER_ROUTES, NOTHING).at(folder.resolve("owned.jar"));
        Files.setAttribute(owned, "unix:uid", 65534);
        StepJar.withStep("twin", AFTER_ROUTES, NOTHING).at(folder.resolve("twin-a.jar"));
        StepJar.withStep("twin", AFTER_ROUTES, NOTHING).at(folder.resolve("twin-b.jar"));
        StepJar.withStep("hen", "after(\"veth\", \"egg\")", NOTHING).at(folder.resolve("hen.jar"));
        StepJar.withStep("egg", "after(\"veth\", \"hen\")", NOTHING).at(folder.resolve("egg.jar"));
        StepJar.withStep("lost", "after(\"veth\", \"nosuch\")", NOTHING).at(folder.resolve("lost.jar"));
        StepJar.withStep("setupVeth", AFTER_ROUTES, NOTHING).at(folder.resolve("usurper.jar"));
        StepJar.withStep("stepless", "after(\"veth\", String.valueOf(1 / 0))", NOTHING)
                .at(folder.resolve("throwing.jar"));
        StepJar.withStep("a b", AFTER_ROUTES, NOTHING).at(folder.resolve("blank.jar"));
        StepJar.withStep("needy", AFTER_ROUTES, NOTHING)
                .modular(
                        "module needy { requires meta.spi; requires java.sql; provides meta.spi.StepProvider with acme.AcmeStep; }")
                .at(folder.resolve("needy.jar"));
        for (String[] each : DECLARATIONS) {
            StepJar.declaring(each[0], each[1]).at(folder.resolve(each[0] + ".jar"));
        }
        StepJar.withStep("bytes", AFTER_ROUTES, NOTHING)
                .file("acme/AcmeHelper.class", "not a class")
                .service("StepProvider", "acme.AcmeHelper")
                .at(folder.resolve("bytes.jar"));
        StepJar.empty()
                .source("acme/Plain.java", "package acme; public class Plain {}")
                .service("StepProvider", "acme.Plain")
                .at(folder.resolve("plain.jar"));
        StepJar.withStep("versioned", AFTER_ROUTES, NOTHING)
                .attribute("Meta-Plugins-Api", "one")
                .at(folder.resolve("versioned.jar"));
        StepJar.withStep(
                        "equals",
                        AFTER_ROUTES,
                        "return Plan.NOTHING; } @Override public boolean equals(Object o) {"
                                + " throw new IllegalStateException(); } @Override public int hashCode() { throw new IllegalStateException();")
                .at(folder.resolve("equals.jar"));
        Files.createFile(folder.resolve("empty.jar"));
        Files.createDirectory(folder.resolve("nothing"));
        Path open = Files.createDirectory(folder.resolve("open"));
        StepJar.withStep("linked", AFTER_ROUTES, NOTHING).at(open.resolve("linked.jar"));
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));
        Files.createSymbolicLink(folder.resolve("linked.jar"), open.resolve("linked.jar"));
        StepJar.withStep("good", AFTER_ROUTES, "return Plan.ensure(link.withTxqueuelen(2001));")
                .at(folder.resolve("good.jar"));
        eth0 = Cluster.in(net)
                .network(MainPlugin.MACVLAN, Stack.DUAL)
                .with("META_PLUGINS_STEPS", folder.toString())
                .add(net.pod(), "eth0");
    }

    @Test
    void callsThatDoNotUseThemSucceed() {
        assertThat(eth0.pod().netns().ip("link show")).contains("qlen 2001").contains("veth0");
        eth0.check();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            twin      | twin-a.jar: step "twin" is also declared by FOLDER/twin-b.jar
            hen       | hen.jar: the places of steps form a cycle: "hen" is declared after "egg" (FOLDER/hen.jar)
            egg       | egg.jar: the places of steps form a cycle: "egg" is declared after "hen" (FOLDER/egg.jar)
            lost      | lost.jar: step "lost" is declared after "nosuch", and plugin type "veth" has no such step
            future    | future.jar: is built for version 9.0 of meta.spi; this image has 1.0
            writable  | writable.jar can be written to by others than root (its mode is 666); chmod go-w FOLDER/writable.jar
            linked    | /open can be written to by others than root (its mode is 777)
            owned     | owned.jar can be written to by others than root (its owner is user 65534); chown root FOLDER/owned.jar
            unheardOf | text.jar:
            """)
    void aCallThatUsesOneNamesTheJarAndTheReason(String step, String said) {
        assertThat(add("{\"" + step + "\": {}}")).contains(said.replace("FOLDER", folder.toString()));
    }

    private static List<String> reasons() {
        return Stream.of(DECLARATIONS).map(each -> each[2]).toList();
    }

    static Stream<Arguments> declarations() {
        return Stream.of(DECLARATIONS).map(each -> Arguments.of(each[0], each[2]));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("declarations")
    void aCallThatUsesOneWithABrokenDeclarationNamesTheJarAndTheReason(String step, String said) {
        assertThat(add("{\"" + step + "\": {}}"))
                .contains(folder + "/" + step + ".jar: ")
                .contains(said);
    }

    @Test
    void aCallThatTurnsOneOffDoesNotUseIt() {
        assertThat(eth0.last(Verb.ADD)
                        .configured("steps", "{\"twin\": {\"enabled\": false}, \"owned\": {\"enabled\": false}}")
                        .run()
                        .result()
                        .isObject())
                .isTrue();
    }

    @Test
    void theListOfStepsNamesAllOfThem() {
        String steps = Command.of(Image.bin("metactl").toString(), "steps")
                .with(Map.of("META_PLUGINS_STEPS", folder.toString()))
                .run()
                .text();

        assertThat(steps)
                .contains("good\n    Does what a test wants.\n    from " + folder + "/good.jar\n")
                .contains("/text.jar: ")
                .contains("/noservice.jar: provides neither meta.spi.StepProvider nor meta.spi.PluginType")
                .contains("/future.jar: is built for version 9.0")
                .contains("/writable.jar can be written to by others than root")
                .contains("/missing.jar: ", "Provider acme.Missing not found")
                .contains("/twin-a.jar: ", "/twin-b.jar: ", "/hen.jar: ", "/egg.jar: ", "/lost.jar: ")
                .contains("/usurper.jar: step \"setupVeth\" is also declared by the image")
                .contains("/throwing.jar: ", "ArithmeticException: / by zero")
                .contains(reasons())
                .contains("/blank.jar: \"a b\" is not a valid name of a step")
                .contains(
                        "/needy.jar: Module java.sql not found, required by needy; the image contains only a part of the JDK");
    }

    @Test
    void aFolderThatOthersCanWriteToIsRefusedAsAWhole(@TempDir Path open) throws Exception {
        StepJar.withStep("outsider", AFTER_ROUTES, "return Plan.ensure(link.withTxqueuelen(3003));")
                .at(open.resolve("acme.jar"));
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));

        assertThat(eth0.last(Verb.ADD)
                        .with("META_PLUGINS_STEPS", open.toString())
                        .configured("steps", "{\"outsider\": {}}")
                        .run()
                        .error(BAD_CONFIGURATION)
                        .details())
                .contains(open + " can be written to by others than root (its mode is 777)");
    }

    private static String add(String steps) {
        return eth0.last(Verb.ADD)
                .configured("steps", steps)
                .run()
                .error(BAD_CONFIGURATION)
                .details();
    }
}
