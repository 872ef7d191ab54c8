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
 * A jar that the image was linked from.
 *
 * @param group its group in Maven's repositories
 * @param artifact its artifact id there
 */
record ModuleJar(String module, String group, String artifact, String version, Path file) {
    private static final Pattern POM = Pattern.compile("META-INF/maven/[^/]+/[^/]+/pom\\.properties");
    private static final Pattern FILE = Pattern.compile("(.*?)-(\\d.*)\\.jar");
    private static final Pattern LEGAL =
            Pattern.compile("META-INF/([^/]*(LICENSE|NOTICE|COPYING|COPYRIGHT)[^/]*)", Pattern.CASE_INSENSITIVE);

    /** {@return the jars of a folder, by the names of their modules} */
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
        return new ModuleJar(module, module, name.group(1), name.group(2), file); // such as info.picocli
    }

    /** Copies the licences and notices in the jar to a folder. {@return their names} */
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

    /** {@return its name in bills of materials, a package URL} */
    String packageUrl() {
        return "pkg:maven/" + group + "/" + artifact + "@" + version;
    }
}
