package meta.image.packaging;

import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleFinder;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A module jar from which the image was linked.
 *
 * @param module the name of its module
 * @param group its group id in Maven; the name of its module if the jar contains no {@code pom.properties}
 * @param artifact its artifact id in Maven, from {@code pom.properties} or the file name
 */
record ModuleJar(String module, String group, String artifact, String version, Path file) {
    private static final Pattern POM = Pattern.compile("META-INF/maven/[^/]+/[^/]+/pom\\.properties");
    private static final Pattern FILE = Pattern.compile("(.*?)-(\\d.*)\\.jar");
    private static final Pattern LEGAL =
            Pattern.compile("META-INF/([^/]*(LICENSE|NOTICE|COPYING|COPYRIGHT)[^/]*)", Pattern.CASE_INSENSITIVE);

    /** {@return the jars in a folder, by the names of their modules, sorted} */
    static Map<String, ModuleJar> in(Path folder) throws IOException {
        Map<String, ModuleJar> jars = new TreeMap<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.jar")) {
            for (Path file : files) {
                ModuleJar jar = of(file);
                jars.put(jar.module(), jar);
            }
        }
        return jars;
    }

    private static ModuleJar of(Path file) throws IOException {
        String module =
                ModuleFinder.of(file).findAll().iterator().next().descriptor().name();
        try (var jar = new JarFile(file.toFile())) {
            for (JarEntry entry : jar.stream().toList()) {
                if (POM.matcher(entry.getName()).matches()) {
                    var pom = new Properties();
                    try (InputStream in = jar.getInputStream(entry)) {
                        pom.load(in);
                    }
                    return new ModuleJar(
                            module,
                            pom.getProperty("groupId", ""),
                            pom.getProperty("artifactId", ""),
                            pom.getProperty("version", ""),
                            file);
                }
            }
        }
        Matcher name = FILE.matcher(file.getFileName().toString());
        if (!name.matches()) {
            throw new IOException(file + ": neither its pom.properties nor its name contains its version");
        }
        // such as picocli, whose group id is the name of its module
        return new ModuleJar(module, module, name.group(1), name.group(2), file);
    }

    /** Copies the licences and notices directly in the jar's {@code META-INF} to a folder, and returns their file names. */
    List<String> copyLegalTexts(Path target) throws IOException {
        List<String> copied = new ArrayList<>();
        try (var jar = new JarFile(file.toFile())) {
            for (JarEntry entry : jar.stream().toList()) {
                Matcher legal = LEGAL.matcher(entry.getName());
                if (legal.matches()) {
                    Files.createDirectories(target);
                    try (InputStream in = jar.getInputStream(entry)) {
                        Files.write(target.resolve(legal.group(1)), in.readAllBytes());
                    }
                    copied.add(legal.group(1));
                }
            }
        }
        return copied;
    }

    /** {@return its package URL (purl)} */
    String packageUrl() {
        return "pkg:maven/" + group + "/" + artifact + "@" + version;
    }
}
