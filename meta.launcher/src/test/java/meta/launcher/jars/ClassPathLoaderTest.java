package meta.launcher.jars;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import meta.core.plugin.Catalog;
import meta.spi.Step;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ClassPathLoaderTest {
    private static final String NAME = ClassPathLoaderTest.class.getPackageName() + ".Packed";
    private static final String MANIFEST = "META-INF/MANIFEST.MF";

    @TempDir
    Path folder;

    @Test
    void aLibraryInTheJarIsUsedInsteadOfTheImages() throws Exception {
        String library = CommandLine.class.getName();
        ClassPathLoader loader = loader(jar("a.jar", Map.of(path(library), code(CommandLine.class))));

        assertThat(loader.loadClass(library).getClassLoader()).isSameAs(loader);
        assertThat(loader.loadClass(library))
                .isSameAs(loader.loadClass(library))
                .isNotSameAs(CommandLine.class);
    }

    @Test
    void theApiAndTheJdkComeFromTheImage() throws Exception {
        String api = Step.class.getName();
        ClassPathLoader loader = loader(jar("a.jar", Map.of(path(api), code(Step.class))));

        assertThat(loader.loadClass(api)).isSameAs(Step.class);
        assertThat(loader.loadClass("java.util.List")).isSameAs(List.class);
    }

    @Test
    void otherModulesOfTheImageAreNotVisible() throws IOException {
        ClassPathLoader loader = loader(jar("a.jar", Map.of()));

        for (Class<?> hidden : List.of(CommandLine.class, Catalog.class)) {
            assertThatExceptionOfType(ClassNotFoundException.class)
                    .isThrownBy(() -> loader.loadClass(hidden.getName()))
                    .withMessage(hidden.getName());
        }
    }

    @Test
    void theErrorForAMissingClassOfTheJdkGivesTheReason() throws IOException {
        ClassPathLoader loader = loader(jar("a.jar", Map.of()));

        assertThatExceptionOfType(ClassNotFoundException.class)
                .isThrownBy(() -> loader.loadClass("java.nosuch.Thing"))
                .withMessage("java.nosuch.Thing (the image contains only a part of the JDK)");
    }

    @Test
    void theClassPathInAManifestIsIgnored() throws IOException {
        jar("b.jar", Map.of("b.txt", "b".getBytes(StandardCharsets.UTF_8)));
        String manifest = "Manifest-Version: 1.0\nClass-Path: b.jar\n\n";
        ClassPathLoader loader = loader(jar("a.jar", Map.of(MANIFEST, manifest.getBytes(StandardCharsets.UTF_8))));

        assertThat(loader.getResource("b.txt")).isNull();
    }

    @Test
    void resourcesAreFoundInAllJarsInOrder() throws IOException {
        JarFile first = jar("a b.jar", Map.of("x/ü 1.txt", "first".getBytes(StandardCharsets.UTF_8)));
        JarFile second = jar("c.jar", Map.of("x/ü 1.txt", "second".getBytes(StandardCharsets.UTF_8)));
        ClassPathLoader loader = loader(first, second);

        List<URL> found = Collections.list(loader.getResources("x/ü 1.txt"));
        assertThat(found).extracting(ClassPathLoaderTest::text).containsExactly("first", "second");
        assertThat(text(loader.getResource("x/ü 1.txt"))).isEqualTo("first");
    }

    @Test
    void aResourceOfAMultiReleaseJarIsTheOneForThisJavaVersion() throws IOException {
        String manifest = "Manifest-Version: 1.0\nMulti-Release: true\n\n";
        ClassPathLoader loader = loader(jar(
                "a.jar",
                Map.of(
                        MANIFEST,
                        manifest.getBytes(StandardCharsets.UTF_8),
                        "a.txt",
                        "old".getBytes(StandardCharsets.UTF_8),
                        "META-INF/versions/21/a.txt",
                        "new".getBytes(StandardCharsets.UTF_8))));

        assertThat(text(loader.getResource("a.txt"))).isEqualTo("new");
    }

    @Test
    void bytesThatAreNotAClassCauseAClassFormatError() throws IOException {
        ClassPathLoader loader = loader(jar("a.jar", Map.of(path(NAME), new byte[] {1, 2, 3})));

        assertThatExceptionOfType(ClassFormatError.class).isThrownBy(() -> loader.loadClass(NAME));
    }

    private static ClassPathLoader loader(JarFile... jars) {
        return new ClassPathLoader("entry", List.of(jars));
    }

    private JarFile jar(String name, Map<String, byte[]> entries) throws IOException {
        Path jar = folder.resolve(name);
        try (OutputStream out = Files.newOutputStream(jar);
                ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8)) {
            for (Map.Entry<String, byte[]> entry : new TreeMap<>(entries).entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
            }
        }
        return new JarFile(jar.toFile(), false, ZipFile.OPEN_READ, JarFile.runtimeVersion());
    }

    private static String path(String name) {
        return name.replace('.', '/') + ".class";
    }

    private static byte[] code(Class<?> type) throws IOException {
        try (InputStream in = type.getResourceAsStream("/" + path(type.getName()))) {
            return in.readAllBytes();
        }
    }

    private static String text(URL url) {
        try (InputStream in = url.openStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
