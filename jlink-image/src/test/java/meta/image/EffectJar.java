package meta.image;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import meta.image.steps.StepJar;

/**
 * A jar with a third-party step that plans effects. Each effect is a file in a folder: the handler creates the file and, to undo the
 * effect, deletes it.
 *
 * @param folder the folder of the files, which must exist
 * @param jar the path of the jar
 */
record EffectJar(Path folder, Path jar) {
    /** Creates a jar whose step plans an effect for each of these names. */
    static EffectJar in(Path folder, Path jar, String... names) {
        return of("file", folder, jar, names);
    }

    /** Creates a jar whose step plans effects of this kind. The handler in the jar handles only the kind {@code file}. */
    static EffectJar of(String kind, Path folder, Path jar, String... names) {
        String list = "\"" + String.join("\", \"", names) + "\"";
        StepJar.empty()
                .source("acme/AcmeStep.java", source(kind, folder, list))
                .service("StepProvider", "acme.AcmeStep")
                .at(jar);
        return new EffectJar(folder, jar);
    }

    private static String source(String kind, Path folder, String names) {
        return """
            package acme;

            import java.nio.file.*;
            import java.util.*;
            import meta.spi.*;

            public final class AcmeStep implements Step, StepProvider, EffectHandler {
                static final Path FOLDER = Path.of("%s");

                @Override public String name() { return "acmeStep"; }

                @Override public String kind() { return "file"; }

                @Override public List<StepDeclaration> steps() {
                    return List.of(StepDeclaration.of(this, "Writes files.").after("veth", "setupRoutes").withEffects(List.of(this)));
                }

                @Override public Plan plan(StepContext context) {
                    Plan plan = Plan.NOTHING;
                    for (String name : List.of(%s)) {
                        String key = name + "-" + context.attachment().containerId();
                        plan = plan.then(Plan.perform(Effect.of("%s", key).with("name", name).describedAs("write " + name)));
                    }
                    return plan;
                }

                private static Path file(Effect effect) { return FOLDER.resolve(effect.key()); }

                private static boolean told(Effect effect, String what) {
                    return Files.exists(FOLDER.resolve(what + "-" + effect.get("name")));
                }

                private static void note(String text) throws Exception {
                    Files.writeString(FOLDER.resolve("calls"), text + "\\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
                }

                private static void killed(Effect effect, String when) throws Exception {
                    if (Files.deleteIfExists(FOLDER.resolve(when + "-" + effect.get("name")))) {
                        new ProcessBuilder("kill", "-9", String.valueOf(ProcessHandle.current().pid())).start().waitFor();
                    }
                }

                @Override public boolean isInForce(Effect effect, EffectContext context) { return Files.exists(file(effect)); }

                @Override public void apply(Effect effect, EffectContext context) throws Exception {
                    killed(effect, "kill-before");
                    note("apply " + effect.get("name") + " " + context.attachment().netns());
                    Files.writeString(file(effect), "x");
                    killed(effect, "kill-after");
                    if (told(effect, "fail")) throw new java.io.IOException("no " + effect.get("name"));
                    if (told(effect, "hang")) Thread.sleep(600_000);
                    if (told(effect, "exit")) System.exit(0);
                    if (told(effect, "exhaust")) throw new OutOfMemoryError("all gone");
                }

                @Override public void undo(Effect effect, EffectContext context) throws Exception {
                    if (told(effect, "keep")) throw new java.io.IOException("cannot undo " + effect.get("name"));
                    note("undo " + effect.get("name"));
                    Files.deleteIfExists(file(effect));
                    killed(effect, "kill-undone");
                }
            }
            """.formatted(folder, names, kind);
    }

    /**
     * Makes the handler misbehave for an effect. After {@code apply}, it can {@code fail} (throw an exception), {@code hang}, {@code exit}
     * (call {@code System.exit}) or {@code exhaust} (throw an OutOfMemoryError). With {@code keep}, it fails to undo the effect. With
     * {@code kill-before}, {@code kill-after} or {@code kill-undone}, it kills the process once, before or after it applies the effect, or
     * after it undoes the effect.
     *
     * @param name the name of the effect
     */
    void tell(String what, String name) {
        try {
            Files.writeString(folder.resolve(what + "-" + name), "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends a misbehaviour that {@link #tell} has started. */
    void forget(String what, String name) {
        try {
            Files.deleteIfExists(folder.resolve(what + "-" + name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return a line for each call of {@code apply} and {@code undo} so far, in order} */
    List<String> calls() {
        try {
            Path calls = folder.resolve("calls");
            return Files.exists(calls) ? Files.readAllLines(calls) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean isInForce(String name, String containerId) {
        return Files.exists(folder.resolve(name + "-" + containerId));
    }
}
