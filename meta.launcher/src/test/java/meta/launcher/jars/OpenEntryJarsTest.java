package meta.launcher.jars;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenEntryJarsTest {
    @TempDir
    Path folder;

    /**
     * {@return a jar that provides a step}
     *
     * @param version the version of {@code meta.spi} in the manifest; if empty, the manifest contains no version
     */
    private Path jar(String version) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        if (!version.isEmpty()) {
            manifest.getMainAttributes().put(new Attributes.Name("Meta-Plugins-Api"), version);
        }
        Path file = folder.resolve("acme.jar");
        try (OutputStream out = Files.newOutputStream(file);
                JarOutputStream jar = new JarOutputStream(out, manifest)) {
            jar.putNextEntry(new JarEntry("META-INF/services/meta.spi.StepProvider"));
            jar.write("acme.AcmeStep\n".getBytes(StandardCharsets.UTF_8));
            jar.putNextEntry(new JarEntry("acme/AcmeStep.class"));
        }
        return file;
    }

    private void assertUnusable(String version, String reason) throws IOException {
        Path file = jar(version);
        assertThatExceptionOfType(UnusableEntryException.class)
                .isThrownBy(() -> OpenEntryJars.of(file.toFile()))
                .withMessage(reason);
    }

    @Test
    void aJarMustNameAnApiVersionThatTheImageSupports() throws IOException {
        assertUnusable(
                "",
                "the manifest of acme.jar does not contain the version of meta.spi that the jar is built for; add the line"
                        + " \"Meta-Plugins-Api: 1.0\"");
        assertUnusable("2.0", "is built for version 2.0 of meta.spi; this image has 1.0");
        assertUnusable("1.99", "is built for version 1.99 of meta.spi; this image has 1.0");
        assertUnusable("one", "Meta-Plugins-Api in its manifest: \"one\" is not a version of the API such as 1.0");
    }
}
