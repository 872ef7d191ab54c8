package meta.image.broken;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import meta.image.broken.BrokenJarKind.Damage;
import meta.image.steps.StepJar;

/** Lists kinds of broken jars that cannot be loaded, or whose step declarations are invalid. */
final class UnusableJars {
    private static final int BAD_CONFIGURATION = 7;
    private static final String AFTER_ROUTES = "after(\"veth\", \"setupRoutes\")";
    private static final String NOTHING = "return Plan.NOTHING;";
    private static final Damage NO_DAMAGE = _ -> {};

    /** Each row: the description of the fault, the body of the method {@code steps} of a provider, and the reason that the error contains. */
    private static final String[][] DECLARATIONS = {
        {
            "an option with the key of an option of ours",
            "return List.of(acme.withOptions(List.of(flag(\"veth_mtu\").atTopLevel())));",
            "declares the option \"veth_mtu\", a key of "
        },
        {
            "an option with the key of the log",
            "return List.of(acme.withOptions(List.of(flag(\"log_options\").atTopLevel())));",
            "declares the option \"log_options\", a key of every plugin type, but with another type"
        },
        {
            "an option with another spelling that is a key of ours",
            "return List.of(acme.withOptions(List.of(flag(\"own\").alsoSpelt(\"repair\").atTopLevel())));",
            "declares the option \"repair\", a key of every plugin type"
        },
        {
            "an option with a key of the protocol",
            "return List.of(acme.withOptions(List.of(flag(\"ipam\").atTopLevel())));",
            "declares the option \"ipam\", a key of the CNI protocol"
        },
        {
            "a required option of a step that is on by default",
            "return List.of(acme.withOptions(List.of(Option.required(\"key\", OptionType.flag(), \"A flag.\"))));",
            "step \"acmeStep\" is on by default and requires the option \"key\""
        },
        {
            "an option that ends the pipeline by default",
            "Option<Boolean> last = Option.of(\"last\", OptionType.flag(), true, \"\");"
                    + " return List.of(acme.withOptions(List.of(last)).endingThePipelineIf(last));",
            "step \"acmeStep\" ends the pipeline by the option \"last\""
        },
        {
            "an option twice",
            "return List.of(acme.withOptions(List.of(flag(\"key\"), flag(\"key\"))));",
            "the option \"key\" twice"
        },
        {
            "an option with a reserved key",
            "return List.of(acme.withOptions(List.of(flag(\"enabled\"))));",
            "the option \"enabled\" twice, or the key is reserved"
        },
        {"a blank key", "return List.of(acme.withOptions(List.of(flag(\" \"))));", "an option has a key of 1 characters"
        },
        {
            "an option without type",
            "return List.of(acme.withOptions(List.of(Option.of(\"key\", null, true, \"\"))));",
            "a part of the declaration is null: the type of an option"
        },
        {
            "a choice without value",
            "return List.of(acme.withOptions(List.of(Option.of(\"key\","
                    + " new OptionType.Choice<>(List.of(\"a\", \"b\"), List.of(1)), 1, \"\"))));",
            "an option has 2 choices and 1 values"
        },
        {"a place without type", "return List.of(acme.after(null, null));", "a place of the step has no type or no step"
        },
        {
            "a huge description",
            "return List.of(StepDeclaration.of(this, \"x\".repeat(5000))." + AFTER_ROUTES + ");",
            "the description of the step has 5000 characters"
        },
        {
            "a step without description",
            "return List.of(StepDeclaration.of(this, null)." + AFTER_ROUTES + ");",
            "a part of the declaration is null: the description of the step"
        },
        {"a null in the declarations", "return Arrays.asList(acme, null);", "threw java.lang.NullPointerException"},
        {"too many steps", "return Collections.nCopies(1001, acme);", "declares 1001 steps; the maximum is 1000"},
        {
            "a name twice in one jar",
            "return List.of(acme, acme);",
            "step \"acmeStep\" is also declared by FOLDER/acme.jar"
        },
        {
            "a name without text",
            "return List.of(StepDeclaration.of(new Step() { @Override public String name() { return null; }"
                    + " @Override public Plan plan(StepContext context) { return Plan.NOTHING; } }, \"\")."
                    + AFTER_ROUTES + ");",
            "threw java.lang.NullPointerException: the name of a step"
        },
        {"a private constructor", "return List.of(acme); } private AcmeStep() {} void unused() {", "no-arg constructor"
        },
        {
            "a position after itself",
            "return List.of(StepDeclaration.of(this, \"\").after(\"veth\", \"acmeStep\"));",
            "the places of steps form a cycle: \"acmeStep\" is declared after \"acmeStep\" (FOLDER/acme.jar)"
        },
        {
            "a position after a step that does not exist",
            "return List.of(StepDeclaration.of(this, \"\").after(\"veth\", \"nosuch\"));",
            "step \"acmeStep\" is declared after \"nosuch\", and plugin type \"veth\" has no such step"
        },
        {
            "too many handlers",
            "return List.of(acme.withEffects(Collections.nCopies(101, new Handler()))); } " + handler("\"file\""),
            "declares 101 handlers of effects; the maximum is 100"
        },
        {
            "two handlers of one kind",
            "return List.of(acme.withEffects(List.of(new Handler(), new Handler()))); } " + handler("\"file\""),
            "declares two handlers for effects of kind \"file\""
        },
        {
            "a handler without kind",
            "return List.of(acme.withEffects(List.of(new Handler()))); } " + handler("null"),
            "a part of the declaration is null: the name of a kind of effect"
        },
    };

    private UnusableJars() {}

    private static String handler(String kind) {
        return "static final class Handler implements EffectHandler { @Override public String kind() { return " + kind
                + "; }"
                + " @Override public boolean isInForce(Effect effect, EffectContext context) { return true; }"
                + " @Override public void apply(Effect effect, EffectContext context) {}"
                + " @Override public void undo(Effect effect, EffectContext context) {} } void unused() {";
    }

    static List<BrokenJarKind> all() {
        List<BrokenJarKind> kinds = new ArrayList<>();
        for (String[] each : DECLARATIONS) {
            kinds.add(kind(each[0], StepJar.declaring("acmeStep", each[1]), NO_DAMAGE, each[2]));
        }
        addVersions(kinds);
        addFiles(kinds);
        addPairs(kinds);
        addRights(kinds);
        return kinds;
    }

    private static void addVersions(List<BrokenJarKind> kinds) {
        StepJar sound = sound();
        kinds.add(
                kind(
                        "no version of the API",
                        sound.withoutAttributes(),
                        NO_DAMAGE,
                        "does not contain the version of meta.spi that the jar is built for; add the line \"Meta-Plugins-Api: "));
        for (String version : List.of("9.0", "1.99", "0.9")) {
            kinds.add(kind(
                    "version " + version + " of the API",
                    sound.attribute("Meta-Plugins-Api", version),
                    NO_DAMAGE,
                    "is built for version " + version + " of meta.spi; this image has 1.0"));
        }
        kinds.add(kind(
                "a version that is no number",
                sound.attribute("Meta-Plugins-Api", "one"),
                NO_DAMAGE,
                "Meta-Plugins-Api in its manifest: "));
    }

    private static void addFiles(List<BrokenJarKind> kinds) {
        StepJar sound = sound();
        kinds.add(kind(
                "no zip file", sound, folder -> Files.writeString(jar(folder), "not a jar at all"), "cannot be read"));
        kinds.add(kind("an empty file", sound, folder -> Files.write(jar(folder), new byte[0]), "cannot be read"));
        kinds.add(kind("a truncated jar", sound, UnusableJars::truncate, "cannot be read"));
        kinds.add(kind("damaged data in a jar", sound, UnusableJars::zero, "acmeStep"));
        kinds.add(
                kind("a class of a newer JDK", sound, folder -> patch(folder, 7, 99), "UnsupportedClassVersionError"));
        kinds.add(kind("a class file without its number", sound, folder -> patch(folder, 0, 0), "ClassFormatError"));
        kinds.add(kind(
                "an invalid manifest",
                sound,
                folder -> replace(folder, "META-INF/MANIFEST.MF", ": no manifest\n\n".getBytes(StandardCharsets.UTF_8)),
                "cannot be read"));
        kinds.add(kind(
                "no service",
                StepJar.empty().source("acme/Nothing.java", "package acme; class Nothing {}"),
                NO_DAMAGE,
                "provides neither meta.spi.StepProvider nor meta.spi.PluginType"));
        kinds.add(kind("a service without class", sound.service("StepProvider", "acme.Missing"), NO_DAMAGE, "acme"));
        kinds.add(kind(
                "a service file with two words in a line",
                sound.service("StepProvider", "two words"),
                NO_DAMAGE,
                "Illegal"));
        kinds.add(kind(
                "a class that is no provider",
                StepJar.empty()
                        .source("acme/Plain.java", "package acme; public class Plain {}")
                        .service("StepProvider", "acme.Plain"),
                NO_DAMAGE,
                "not a subtype"));
        kinds.add(kind(
                "an abstract class",
                StepJar.empty()
                        .source(
                                "acme/Plain.java",
                                "package acme; public abstract class Plain implements meta.spi.StepProvider {}")
                        .service("StepProvider", "acme.Plain"),
                NO_DAMAGE,
                "could not be instantiated"));
        kinds.add(kind(
                "a class of the image",
                sound.service("StepProvider", "meta.veth.SetupVeth"),
                NO_DAMAGE,
                "meta.veth.SetupVeth not found"));
        kinds.add(kind(
                "a module that the image does not have",
                sound.modular(
                        "module acme { requires meta.spi; requires java.sql; provides meta.spi.StepProvider with acme.AcmeStep; }"),
                NO_DAMAGE,
                "Module java.sql not found, required by acme; the image contains only a part of the JDK"));
        kinds.add(kind(
                "an invalid module descriptor",
                sound,
                folder -> replace(folder, "module-info.class", "no class".getBytes(StandardCharsets.UTF_8)),
                "cannot be read"));
        kinds.add(kind(
                "an empty folder",
                sound,
                folder -> {
                    Files.delete(jar(folder));
                    Files.createDirectory(jar(folder));
                },
                "provides neither meta.spi.StepProvider nor meta.spi.PluginType"));
    }

    private static void addPairs(List<BrokenJarKind> kinds) {
        StepJar sound = sound();
        kinds.add(pair(
                "a name in two jars",
                sound,
                sound,
                "acme.jar: step \"acmeStep\" is also declared by FOLDER/other.jar"));
        kinds.add(pair(
                "positions that form a cycle",
                StepJar.withStep("acmeStep", "after(\"veth\", \"other\")", NOTHING),
                StepJar.withStep("other", "after(\"veth\", \"acmeStep\")", NOTHING),
                "the places of steps form a cycle: \"acmeStep\" is declared after \"other\" (FOLDER/acme.jar)"));
        kinds.add(pair(
                "an option with the key of another jar",
                StepJar.declaring(
                        "acmeStep", "return List.of(acme.withOptions(List.of(flag(\"shared\").atTopLevel())));"),
                StepJar.declaring(
                        "other",
                        "return List.of(acme.withOptions(List.of(Option.of(\"shared\", OptionType.wholeNumber(0, 9), 1L, \"\").atTopLevel())));"),
                "declares the option \"shared\", a key of step \"other\" (FOLDER/other.jar), but with another type"));
        kinds.add(new BrokenJarKind(
                "the name of a step of the image",
                Map.of("acme.jar", StepJar.withStep("setupVeth", AFTER_ROUTES, "throw new Error();")),
                NO_DAMAGE,
                "{\"setupVeth\": {\"enabled\": true}}",
                new Outcome.Succeeds(),
                Aftermath.NONE));
        kinds.add(new BrokenJarKind(
                "equals and hashCode that throw",
                Map.of(
                        "acme.jar",
                        StepJar.withStep(
                                "acmeStep",
                                AFTER_ROUTES,
                                "return Plan.NOTHING; } @Override public boolean equals(Object o) {"
                                        + " throw new IllegalStateException(); } @Override public int hashCode() { throw new IllegalStateException();")),
                NO_DAMAGE,
                "{\"acmeStep\": {\"enabled\": true}}",
                new Outcome.Succeeds(),
                Aftermath.NONE));
        kinds.add(new BrokenJarKind(
                "the name of a step with a blank",
                Map.of("acme.jar", StepJar.withStep("a b", AFTER_ROUTES, NOTHING)),
                NO_DAMAGE,
                "{\"a b\": {\"enabled\": true}}",
                refused("\"a b\" is not a valid name of a step"),
                Aftermath.NONE));
    }

    private static void addRights(List<BrokenJarKind> kinds) {
        StepJar sound = sound();
        kinds.add(kind(
                "a jar that others can write",
                sound,
                folder -> Files.setPosixFilePermissions(jar(folder), PosixFilePermissions.fromString("rw-rw-rw-")),
                "acme.jar can be written to by users other than root (its mode is 666); chmod go-w FOLDER/acme.jar"));
        kinds.add(
                kind(
                        "a jar of another user",
                        sound,
                        folder -> Files.setAttribute(jar(folder), "unix:uid", 65534),
                        "acme.jar can be written to by users other than root (its owner is user 65534); chown root FOLDER/acme.jar"));
        kinds.add(kind(
                "a link to a folder that others can write",
                sound,
                folder -> {
                    Path open = Files.createDirectory(folder.resolve("open"));
                    Files.move(jar(folder), open.resolve("real.jar"));
                    Files.createSymbolicLink(jar(folder), open.resolve("real.jar"));
                    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));
                },
                "FOLDER/open can be written to by users other than root (its mode is 777)"));
        kinds.add(new BrokenJarKind(
                "a folder that others can write",
                Map.of("acme.jar", sound),
                folder -> Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx")),
                "{\"acmeStep\": {\"enabled\": true}}",
                new Outcome.Refused(
                        BAD_CONFIGURATION,
                        List.of("acmeStep", "FOLDER can be written to by users other than root (its mode is 777)")),
                Aftermath.NONE));
    }

    private static StepJar sound() {
        return StepJar.withStep("acmeStep", AFTER_ROUTES, NOTHING);
    }

    private static Path jar(Path folder) {
        return folder.resolve("acme.jar");
    }

    private static void truncate(Path folder) throws IOException {
        byte[] all = Files.readAllBytes(jar(folder));
        Files.write(jar(folder), Arrays.copyOf(all, all.length / 2));
    }

    /** Overwrites the middle of the jar, which contains a compressed class, with zeros. The central directory at the end of the jar stays intact. */
    private static void zero(Path folder) throws IOException {
        byte[] all = Files.readAllBytes(jar(folder));
        Arrays.fill(all, all.length / 3, all.length / 2, (byte) 0);
        Files.write(jar(folder), all);
    }

    private static void patch(Path folder, int offset, int value) throws IOException {
        try (FileSystem zip = FileSystems.newFileSystem(jar(folder));
                var classes = Files.find(
                        zip.getPath("/"), 9, (path, _) -> path.toString().endsWith(".class"))) {
            Path file = classes.findFirst().orElseThrow();
            byte[] code = Files.readAllBytes(file);
            code[offset] = (byte) value;
            Files.write(file, code);
        }
    }

    private static void replace(Path folder, String file, byte[] content) throws IOException {
        try (FileSystem zip = FileSystems.newFileSystem(jar(folder))) {
            Files.write(zip.getPath(file), content);
        }
    }

    private static BrokenJarKind pair(String name, StepJar acme, StepJar other, String says) {
        return new BrokenJarKind(
                name,
                Map.of("acme.jar", acme, "other.jar", other),
                NO_DAMAGE,
                "{\"acmeStep\": {\"enabled\": true}}",
                refused(says, "acmeStep"),
                Aftermath.NONE);
    }

    private static BrokenJarKind kind(String name, StepJar jar, Damage damage, String says) {
        return new BrokenJarKind(
                name,
                Map.of("acme.jar", jar),
                damage,
                "{\"acmeStep\": {\"enabled\": true}}",
                refused(says, "acmeStep"),
                Aftermath.NONE);
    }

    private static Outcome refused(String... says) {
        List<String> all = new ArrayList<>(List.of(says));
        all.add("FOLDER/acme.jar");
        return new Outcome.Refused(BAD_CONFIGURATION, all);
    }
}
