package meta.launcher.install;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import meta.launcher.runtime.NodeRoot;

/**
 * A node whose files are in temporary folders, and two images that can be installed on it.
 *
 * @param layout the paths of the installation, which is below the temporary folder
 * @param bin the CNI folder of the node
 * @param first an image with the build id {@code aaaa}
 * @param second an image with the build id {@code bbbb}
 */
record StubNode(Layout layout, Path bin, StubImage first, StubImage second) {
    static final Clock NOON = Clock.fixed(Instant.parse("2026-11-28T12:00:00Z"), ZoneOffset.UTC);

    /**
     * {@return a node without an installation}
     *
     * @param folder an empty folder for all files of the node and the images; its path must contain no symbolic link
     */
    static StubNode in(Path folder) throws IOException, InstallException {
        return new StubNode(
                Layout.of(NodeRoot.ofThisProcess(), folder.resolve("prefix").toString()),
                Files.createDirectory(folder.resolve("cni")),
                StubImage.in(folder.resolve("first"), "aaaa"),
                StubImage.in(folder.resolve("second"), "bbbb"));
    }

    /** Installs an image, with these CNI folders instead of {@link #bin}. */
    void install(StubImage image, Path... folders) throws InstallException {
        List<String> paths = Stream.of(folders).map(Path::toString).toList();
        new Installer(layout, NOON)
                .install(new InstallOptions(image.folder(), "1", "test", paths, false, List.of(), false));
    }

    /**
     * Installs an image with the CNI folder {@link #bin}.
     *
     * @return the report of the installation
     */
    List<String> install(StubImage image) throws InstallException {
        return new Installer(layout, NOON).install(options(image, List.of(), false));
    }

    InstallOptions options(StubImage image, List<String> unusable, boolean force) {
        return new InstallOptions(image.folder(), "1", "test", List.of(bin.toString()), false, unusable, force);
    }

    /** {@return the output and error output of a program that is called with VERSION} */
    static String output(Path program) throws IOException {
        return output(program, "VERSION");
    }

    static String output(Path program, String verb) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(program.toString()).redirectErrorStream(true);
        builder.environment().put("CNI_COMMAND", verb);
        Process process = builder.start();
        process.getOutputStream().close();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    /** {@return the names of the files in a folder, sorted} */
    static List<String> names(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }
}
