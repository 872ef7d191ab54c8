package meta.image.steps;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Creates many jars of third parties. All jars are compiled in one run of the compiler if possible, because the first run takes a second
 * and each further run a third of a second.
 *
 * <p>In jars that are compiled together, the package {@code acme} gets another name for each jar, such as {@code acme7}.
 *
 * @param jars the jars by the path of the file to create; a jar with a module descriptor or with libraries is compiled alone
 */
public record StepJars(Map<Path, StepJar> jars) {

    /**
     * Creates the jars.
     *
     * @throws UncheckedIOException if a file cannot be written
     */
    public void create() {
        Map<Path, StepJar> together = new LinkedHashMap<>();
        for (Map.Entry<Path, StepJar> each : jars.entrySet()) {
            if (each.getValue().isCompiledAlone()) {
                each.getValue().at(each.getKey());
            } else {
                together.put(each.getKey(), each.getValue().inPackage(name(together.size())));
            }
        }
        try {
            Path work = Files.createTempDirectory("step-jars");
            try {
                create(together, work);
            } finally {
                StepJar.delete(work);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String name(int number) {
        return "acme" + number;
    }

    private static void create(Map<Path, StepJar> together, Path work) throws IOException {
        Map<String, String> sources = new HashMap<>();
        together.values().forEach(jar -> sources.putAll(jar.sources()));
        Path classes = Files.createDirectory(work.resolve("classes"));
        StepJar.empty().sources(sources).compile(work, classes);
        int number = 0;
        for (Map.Entry<Path, StepJar> each : together.entrySet()) {
            String name = name(number++);
            Path own = Files.createDirectories(work.resolve("jars").resolve(name));
            if (Files.isDirectory(classes.resolve(name))) {
                Files.move(classes.resolve(name), own.resolve(name));
            }
            each.getValue().pack(own, each.getKey());
        }
    }
}
