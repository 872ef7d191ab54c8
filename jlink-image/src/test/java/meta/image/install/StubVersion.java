package meta.image.install;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import meta.image.cluster.Image;
import meta.image.topology.Command;

/**
 * A small image for tests of the installer: a few small files and the real client. Its installation makes only few system calls.
 *
 * @param folder the folder of the image
 * @param name the name of the build, which the answer to VERSION contains
 */
record StubVersion(Path folder, String name) {
    private static final Path MANIFEST = Path.of("src/main/build/manifest").toAbsolutePath();

    /** Writes the files of a new image into the folder, and creates the folder if necessary. */
    static StubVersion in(Path folder, String name) throws IOException {
        StubVersion stub = new StubVersion(folder, name);
        String answer = "{\"cniVersion\":\"1.0.0\",\"supportedVersions\":[\"1.0.0\"],\"build\":\"" + name + "\"}";
        for (String program : List.of("java", "veth")) {
            stub.write("bin/" + program, "#!/bin/sh\necho '" + answer + "'\n", "rwxr-xr-x");
        }
        stub.write("lib/meta/build", name + "\n", "rw-r--r--");
        stub.write("lib/meta/version.json", answer + "\n", "rw-r--r--");
        Files.copy(Image.home().resolve("lib/meta/client"), folder.resolve("lib/meta/client"));
        Command.of("sh", MANIFEST.toString(), folder.toString()).run().text();
        return stub;
    }

    private void write(String path, String content, String mode) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    }
}
