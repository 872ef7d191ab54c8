package meta.image.packaging;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Adds licence texts to the image's {@code legal/}, except those of the JDK, which jlink adds. */
final class LegalTexts {
    /** The names of the licence texts that a jar lacks, by the name of its module. */
    private static final Map<String, List<String>> MISSING = Map.of(
            "org.jnrproject.jffi", List.of("jffi.txt", "libffi.txt"),
            "info.picocli", List.of("picocli.txt"));

    private LegalTexts() {}

    /**
     * Adds our licence and the licence texts of the jars of other projects. Such a jar without {@code META-INF/LICENSE} gets the Apache
     * License 2.0.
     *
     * @param licence the file with our licence, the Apache License 2.0
     * @throws IllegalArgumentException if the licence of a module is not known
     */
    static void addTo(Path image, Iterable<ModuleJar> jars, Path licence) throws IOException {
        Path legal = image.resolve("legal");
        Path ours = Files.createDirectories(legal.resolve("meta-plugins"));
        Files.write(ours.resolve("LICENSE"), Files.readAllBytes(licence));
        for (ModuleJar jar : jars) {
            if (SpdxLicences.ofModule(jar.module()).equals(SpdxLicences.OURS)
                    && jar.module().startsWith("meta.")) {
                continue;
            }
            Path target = Files.createDirectories(legal.resolve(jar.module()));
            List<String> copied = jar.copyLegalTexts(target);
            for (String text : MISSING.getOrDefault(jar.module(), List.of())) {
                Files.writeString(target.resolve(text), resource("legal/" + text));
            }
            if (copied.stream().noneMatch(name -> name.equals("LICENSE"))) {
                Files.write(target.resolve("LICENSE"), Files.readAllBytes(licence));
            }
        }
    }

    /**
     * Adds the licence of the C library and the offer of its source.
     *
     * @param library the version of the image's C library
     * @param client the version of the C library in the image's client
     */
    static void addCLibrary(Path image, String library, String client) throws IOException {
        Path target = Files.createDirectories(image.resolve("legal/glibc"));
        Files.writeString(target.resolve("LGPL-2.1.txt"), resource("legal/LGPL-2.1.txt"));
        Files.writeString(
                target.resolve("SOURCE.txt"),
                resource("legal/glibc-source.txt").replace("@LIBRARY@", library).replace("@CLIENT@", client));
    }

    /**
     * {@return the text of a file in {@code src/main/resources}}
     *
     * @param name the path of the file below that folder, without a leading slash
     */
    static String resource(String name) {
        try (InputStream in = LegalTexts.class.getResourceAsStream("/" + name)) {
            if (in == null) {
                throw new IllegalStateException("no resource " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
