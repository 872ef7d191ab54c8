package meta.launcher.install;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/**
 * An image of a few small files. Its {@code bin/java} is a shell script that prints an answer to VERSION.
 *
 * @param folder the folder of the image
 */
record StubImage(Path folder) {
    private static final String ANSWER = "{\"cniVersion\":\"1.0.0\",\"supportedVersions\":[\"1.0.0\"]}";

    /**
     * Writes an image with its manifest to a folder.
     *
     * @param build the build id, which the plugins of the image print after their answer to VERSION
     */
    static StubImage in(Path folder, String build) throws IOException {
        StubImage image = new StubImage(folder);
        image.write("bin/java", "#!/bin/sh\necho '" + ANSWER + "'\n", true);
        for (String name : List.of("veth", "router", "metactl")) {
            image.write("bin/" + name, "#!/bin/sh\necho '" + ANSWER + " " + build + "'\n", true);
        }
        image.write("lib/meta/build", build + "\n", false);
        image.write("lib/meta/version.json", ANSWER + "\n", false);
        image.list();
        return image;
    }

    /** Writes a file of the image. The manifest stays unchanged until {@link #list} is called. */
    void write(String name, String content, boolean executable) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content, StandardCharsets.UTF_8);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
    }

    /** Writes the manifest, with the present content of the files. */
    void list() throws IOException {
        StringBuilder lines = new StringBuilder();
        for (String name : List.of(
                "bin/java", "bin/metactl", "bin/router", "bin/veth", "lib/meta/build", "lib/meta/version.json")) {
            lines.append(Manifest.digest(folder.resolve(name)))
                    .append(name.startsWith("bin/") ? " 755 " : " 644 ")
                    .append(name)
                    .append('\n');
        }
        write(Manifest.PLACE, lines.toString(), false);
    }
}
