package meta.image.steps;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import meta.image.cluster.Image;

/**
 * A jar of a third party, with compiled Java sources and other files. {@link #at} compiles the sources against the modules of the image and
 * writes the jar. Methods that add or replace something return a changed copy.
 *
 * @param sources the text of each source file, by its path, such as {@code acme/Step.java}
 * @param files the text of each other file, by its path in the jar
 * @param manifest the values of the manifest's attributes, by name
 * @param libraries further jars that the compiler gets on its class path or module path
 */
public record StepJar(
        Map<String, String> sources, Map<String, String> files, Map<String, String> manifest, List<Path> libraries) {
    private static final String SERVICES = "META-INF/services/meta.spi.";

    /** {@return a jar without files, whose manifest names version 1.0 of the API} */
    public static StepJar empty() {
        return new StepJar(Map.of(), Map.of(), Map.of("Meta-Plugins-Api", "1.0"), List.of());
    }

    /**
     * {@return a jar with a step {@code acmeStep} of the plugin type {@code veth}, placed after the step {@code setupRoutes}} The provider
     * of the step is declared in {@code META-INF/services}.
     *
     * @param planBody the body of {@code plan}, as for {@link #withStep(String, String, String)}
     */
    public static StepJar withStep(String planBody) {
        return withStep("acmeStep", "after(\"veth\", \"setupRoutes\")", planBody);
    }

    /**
     * {@return a jar with one step}
     *
     * @param place a method call on the {@code StepDeclaration}, such as {@code after("veth", "setupRoutes")}
     * @param planBody the body of {@code plan}; it can use {@code nic}, the name of the NIC, and {@code link}, the NIC's link object
     */
    public static StepJar withStep(String name, String place, String planBody) {
        return empty().source("acme/AcmeStep.java", """
                        package acme;

                        import java.util.*;
                        import meta.netlink.*;
                        import meta.spi.*;
                        import meta.spi.net.*;
                        import meta.spi.option.*;

                        public final class AcmeStep implements Step, StepProvider {
                            @Override public String name() { return "%s"; }

                            @Override public List<StepDeclaration> steps() {
                                return List.of(StepDeclaration.of(this, "Does what a test wants.").%s);
                            }

                            @Override public Plan plan(StepContext context) {
                                String nic = context.attachment().ifname();
                                Link link = context.snapshot().pod().link(nic).orElseThrow();
                                %s
                            }
                        }
                        """.formatted(name, place, planBody))
                .service("StepProvider", "acme.AcmeStep");
    }

    /**
     * {@return a jar with one step that plans nothing}
     *
     * @param body the body of {@code steps()}; it can use {@code acme}, the declaration of the step
     */
    public static StepJar declaring(String name, String body) {
        return empty().source("acme/AcmeStep.java", """
                        package acme;

                        import java.util.*;
                        import meta.netlink.*;
                        import meta.spi.*;
                        import meta.spi.net.*;
                        import meta.spi.option.*;

                        public final class AcmeStep implements Step, StepProvider {
                            @Override public String name() { return "%s"; }

                            @Override public Plan plan(StepContext context) { return Plan.NOTHING; }

                            static Option<Boolean> flag(String key) { return Option.of(key, OptionType.flag(), false, "A flag."); }

                            @Override public List<StepDeclaration> steps() {
                                StepDeclaration acme = StepDeclaration.of(this, "Does what a test wants.").after("veth", "setupRoutes");
                                %s
                            }
                        }
                        """.formatted(name, body)).service("StepProvider", "acme.AcmeStep");
    }

    /** {@return a copy of this jar with this source file, which replaces a source file with the same path} */
    public StepJar source(String path, String text) {
        return new StepJar(plus(sources, path, text), files, manifest, libraries);
    }

    /** {@return a copy of this jar with this file, which replaces a file with the same path} */
    public StepJar file(String path, String text) {
        return new StepJar(sources, plus(files, path, text), manifest, libraries);
    }

    /**
     * {@return a copy of this jar that declares a service provider in {@code META-INF/services}}
     *
     * @param service the simple name of the service: {@code StepProvider} or {@code PluginType}
     * @param provider the qualified name of the class that provides the service
     */
    public StepJar service(String service, String provider) {
        return file(SERVICES + service, provider + "\n");
    }

    /**
     * {@return a copy of this jar with a module descriptor and without the files in {@code META-INF/services}}
     *
     * @param descriptor the text of {@code module-info.java}
     */
    public StepJar modular(String descriptor) {
        Map<String, String> rest = new TreeMap<>(files);
        rest.keySet().removeIf(path -> path.startsWith(SERVICES));
        return new StepJar(plus(sources, "module-info.java", descriptor), rest, manifest, libraries);
    }

    /** {@return a copy of this jar with this attribute in its manifest} */
    public StepJar attribute(String name, String value) {
        return new StepJar(sources, files, plus(manifest, name, value), libraries);
    }

    /** {@return a copy of this jar without manifest attributes, and so without a version of the API} */
    public StepJar withoutAttributes() {
        return new StepJar(sources, files, Map.of(), libraries);
    }

    /** {@return a copy of this jar in which the package {@code acme} has another name} */
    StepJar inPackage(String name) {
        Map<String, String> renamed = new TreeMap<>();
        sources.forEach((path, text) ->
                renamed.put(path.replace("acme/", name + "/"), text.replace("package acme;", "package " + name + ";")));
        Map<String, String> others = new TreeMap<>();
        files.forEach((path, text) -> others.put(path.replace("acme/", name + "/"), text.replace("acme.", name + ".")));
        return new StepJar(renamed, others, manifest, libraries);
    }

    /** {@return whether the jar must be compiled alone, because it has a module descriptor or libraries} */
    boolean isCompiledAlone() {
        return sources.containsKey("module-info.java") || !libraries.isEmpty();
    }

    /** {@return a copy of this jar with these source files instead of its own} */
    StepJar sources(Map<String, String> all) {
        return new StepJar(all, files, manifest, libraries);
    }

    /** {@return a copy of this jar whose libraries are these jars} */
    public StepJar using(Path... more) {
        return new StepJar(sources, files, manifest, List.of(more));
    }

    /**
     * Compiles the sources and writes the jar.
     *
     * @param jar the file to write; its folder is created if it does not exist
     * @return {@code jar}
     * @throws AssertionError if the sources do not compile
     */
    public Path at(Path jar) {
        try {
            Path work = Files.createTempDirectory("step-jar");
            try {
                make(jar, work);
            } finally {
                delete(work);
            }
            return jar;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void make(Path jar, Path work) throws IOException {
        Path classes = Files.createDirectory(work.resolve("classes"));
        compile(work, classes);
        pack(classes, jar);
    }

    /** Writes the other files into the folder of compiled classes, and packs the folder as a jar. */
    void pack(Path classes, Path jar) throws IOException {
        write(files, classes);
        StringBuilder attributes = new StringBuilder();
        manifest.forEach((name, value) ->
                attributes.append(name).append(": ").append(value).append('\n'));
        Path given = Files.writeString(classes.resolveSibling(classes.getFileName() + ".manifest"), attributes);
        Files.createDirectories(jar.getParent());
        run(
                "jar",
                List.of("--create", "--file", jar.toString(), "--manifest", given.toString(), "-C", classes + "", "."));
    }

    /**
     * Compiles the sources. Does nothing if there are none.
     *
     * @param work a folder in which the subfolder {@code sources} is written
     * @param to the folder for the classes
     * @throws AssertionError if the sources do not compile
     */
    void compile(Path work, Path to) throws IOException {
        Path from = work.resolve("sources");
        write(sources, from);
        if (sources.isEmpty()) {
            return;
        }
        StringBuilder path = new StringBuilder();
        libraries.forEach(library -> path.append(library).append(':'));
        String image = Image.modules() + ":" + Image.home().resolveSibling("to-be-described");
        boolean modular = sources.containsKey("module-info.java");
        List<String> words = new ArrayList<>(List.of("-nowarn", "-proc:none", "-d", to.toString()));
        words.addAll(
                modular
                        ? List.of("--module-path", path + image)
                        : List.of("--module-path", image, "--add-modules", "meta.spi", "-cp", path.toString()));
        sources.keySet().forEach(source -> words.add(from.resolve(source).toString()));
        run("javac", words);
    }

    private static void run(String tool, List<String> words) {
        StringWriter said = new StringWriter();
        PrintWriter out = new PrintWriter(said);
        int status = ToolProvider.findFirst(tool).orElseThrow().run(out, out, words.toArray(String[]::new));
        if (status != 0) {
            throw new AssertionError(tool + " " + words + ": " + said);
        }
    }

    private static void write(Map<String, String> texts, Path folder) throws IOException {
        for (Map.Entry<String, String> text : texts.entrySet()) {
            Path file = folder.resolve(text.getKey());
            Files.createDirectories(file.getParent());
            Files.writeString(file, text.getValue());
        }
    }

    static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(each);
            }
        }
    }

    private static Map<String, String> plus(Map<String, String> map, String key, String value) {
        Map<String, String> more = new TreeMap<>(map);
        more.put(key, value);
        return more;
    }
}
