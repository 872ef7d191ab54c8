package meta.launcher.install;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import meta.netlink.unix.IoErrorText;

/** Builds the command that starts the JVM of an image, with the dynamic loader of the image if it has one. */
final class JavaCommand {
    private JavaCommand() {}

    /**
     * {@return the words of a command that starts {@code bin/java}}
     *
     * @param image the folder of the image, as a path in this process
     * @param path the same folder, as a path in the started process, which may have another root folder
     * @throws InstallException if the image has a folder {@code lib/meta/loader} that cannot be listed or contains no loader
     */
    static List<String> of(Path image, String path) throws InstallException {
        Path folder = image.resolve("lib/meta/loader");
        List<String> words = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                String loader = files.map(file -> String.valueOf(file.getFileName()))
                        .filter(name -> name.startsWith("ld-linux"))
                        .findFirst()
                        .orElseThrow(() -> new InstallException(folder + ": has no ld-linux"));
                words.addAll(List.of(
                        path + "/lib/meta/loader/" + loader,
                        "--library-path",
                        path + "/lib/meta/loader:" + path + "/lib:" + path + "/lib/server"));
            } catch (IOException | UncheckedIOException e) {
                throw new InstallException(new IoErrorText(e).at(folder));
            }
        }
        words.add(path + "/bin/java");
        return words;
    }

    /**
     * {@return the words of a command that starts {@link meta.launcher.Main}}
     *
     * @param image as for {@link #of}
     * @param path as for {@link #of}
     * @throws InstallException as for {@link #of}
     */
    static List<String> main(Path image, String path, String... arguments) throws InstallException {
        List<String> words = of(image, path);
        boolean trained = Files.exists(image.resolve("lib/meta/calls.aot"));
        words.addAll(List.of(
                "@" + path + "/lib/meta/jvm.options",
                trained ? "-XX:AOTCache=" + path + "/lib/meta/calls.aot" : "-XX:AOTMode=off",
                "-Djffi.boot.library.path=" + path + "/lib",
                "-m",
                "meta.launcher/meta.launcher.Main"));
        words.addAll(List.of(arguments));
        return words;
    }
}
