package meta.image.packaging;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A copy of the built image that is completed for packages. Its files and folders have the time of the release. */
final class StagedImage {
    private static final String MANIFEST = "lib/meta/manifest";
    private static final Pattern BANNER = Pattern.compile(
            "GNU C Library \\(Debian GLIBC ([^)]+)\\)|GNU C Library \\([^)]*\\)[^\\n]* version ([0-9.]+)");

    private final Path root;
    private final Release release;

    private StagedImage(Path root, Release release) {
        this.root = root;
        this.release = release;
    }

    /**
     * Makes the copy.
     *
     * @param root the folder for the copy; its earlier content is deleted
     * @throws IOException if a file cannot be read or written, or the image is for another architecture
     * @throws IllegalArgumentException if the licence of a module is not known
     */
    static StagedImage make(PackagingArguments settings, Release release, Path root) throws IOException {
        removeTree(root);
        copyTree(settings.image(), root);
        if (settings.aotCache().isPresent()) {
            Files.write(
                    root.resolve("lib/meta/calls.aot"),
                    Files.readAllBytes(settings.aotCache().get()));
        }
        replaceScripts(root);
        Path loader = root.resolve("lib/meta/loader");
        removeTree(loader);
        new CLibraryCopier(settings.cLibrary(), release.architecture()).copyFor(root, loader);
        String library = cLibraryVersion(loader.resolve("libc.so.6"));
        String client = cLibraryVersion(settings.clientLibrary());
        Map<String, ModuleJar> jars = ModuleJar.in(settings.modules());
        LegalTexts.addTo(root, jars.values(), settings.licence());
        LegalTexts.addCLibrary(root, library, client);
        var image = new StagedImage(root, release);
        Files.deleteIfExists(root.resolve(Bill.PATH));
        Files.deleteIfExists(root.resolve(MANIFEST));
        Files.writeString(root.resolve(Bill.PATH), Bill.of(root, jars, library, client, release));
        Files.writeString(root.resolve(MANIFEST), image.manifest());
        image.setModesAndTimes();
        return image;
    }

    /** Replaces the scripts in {@code bin} with the client, which also runs on hosts without a shell. */
    private static void replaceScripts(Path root) throws IOException {
        byte[] client = Files.readAllBytes(root.resolve("lib/meta/client"));
        try (Stream<Path> programs = Files.list(root.resolve("bin"))) {
            for (Path program : (Iterable<Path>) programs::iterator) {
                if (!program.endsWith("java")) {
                    Files.write(program, client);
                }
            }
        }
    }

    Path root() {
        return root;
    }

    /** {@return the files and folders of the image, as {@link PackagedFile#below} returns them} */
    List<PackagedFile> files() throws IOException {
        return PackagedFile.below(root);
    }

    /** {@return the sum of the files' sizes in bytes} */
    long size() throws IOException {
        long size = 0;
        for (PackagedFile file : files()) {
            size += file.size();
        }
        return size;
    }

    /** {@return a line for each file, sorted, with digest, octal mode and path} */
    private String manifest() throws IOException {
        var lines = new StringBuilder();
        for (PackagedFile file : files()) {
            if (!file.isFolder()) {
                lines.append("%s %o %s\n".formatted(file.sha256(), file.mode(), file.path()));
            }
        }
        return lines.toString().lines().sorted().reduce("", (all, line) -> all + line + "\n");
    }

    private void setModesAndTimes() throws IOException {
        List<PackagedFile> files = new ArrayList<>(files());
        // the content of a folder before the folder itself
        files.sort(Comparator.comparing(PackagedFile::path).reversed());
        for (PackagedFile file : files) {
            Files.setPosixFilePermissions(
                    file.source(), PosixFilePermissions.fromString(file.mode() == 0755 ? "rwxr-xr-x" : "rw-r--r--"));
            Files.setLastModifiedTime(file.source(), FileTime.from(release.time()));
        }
    }

    /** {@return the version text in the file of a C library; Debian's version if it has one} */
    private static String cLibraryVersion(Path library) throws IOException {
        Matcher banner = BANNER.matcher(new String(Files.readAllBytes(library), StandardCharsets.ISO_8859_1));
        if (!banner.find()) {
            throw new IOException(library + ": does not contain the version text of the GNU C Library");
        }
        return banner.group(1) != null ? banner.group(1) : banner.group(2);
    }

    /** Copies files and folders. A link to a file becomes a copy, because {@link PackagedFile} rejects links. */
    private static void copyTree(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path each : (Iterable<Path>) all::iterator) {
                Path copy = to.resolve(from.relativize(each).toString());
                if (Files.isDirectory(each, LinkOption.NOFOLLOW_LINKS)) {
                    Files.createDirectories(copy);
                } else {
                    boolean isProgram = Files.isExecutable(each);
                    Files.write(copy, Files.readAllBytes(each));
                    Files.setPosixFilePermissions(
                            copy, PosixFilePermissions.fromString(isProgram ? "rwxr-xr-x" : "rw-r--r--"));
                }
            }
        }
    }

    private static void removeTree(Path root) throws IOException {
        if (Files.exists(root, LinkOption.NOFOLLOW_LINKS)) {
            try (Stream<Path> all = Files.walk(root)) {
                for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(each);
                }
            }
        }
    }
}
