package meta.launcher.install;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import meta.netlink.unix.IoErrorText;

/**
 * The files and links of an image, as listed in its file {@code lib/meta/manifest}. The line of a file is {@code <sha256> <octal mode>
 * <path>}, that of a symbolic link {@code link <target> <path>}. The manifest does not list itself.
 */
record Manifest(List<Entry> entries) {
    /** The path of the manifest file in the image. */
    static final String PLACE = "lib/meta/manifest";

    private static final int EXECUTABLE = 0111;

    Manifest {
        entries = List.copyOf(entries);
    }

    sealed interface Entry {
        /** {@return the path in the image, without {@code ..}} */
        String path();
    }

    /**
     * A regular file.
     *
     * @param sha256 the SHA-256 digest of the content, in hexadecimal
     * @param mode the permissions in the image. {@link Manifest#differences} expects 0755 if an execute bit is set, otherwise 0644
     */
    record FileEntry(String sha256, int mode, String path) implements Entry {
        boolean executable() {
            return (mode & EXECUTABLE) != 0;
        }
    }

    /**
     * A symbolic link.
     *
     * @param target the text of the link
     */
    record LinkEntry(String target, String path) implements Entry {}

    /**
     * {@return the manifest of an image or of an installed version}
     *
     * @throws InstallException if the manifest cannot be read or contains an invalid line
     */
    static Manifest of(Path image) throws InstallException {
        List<Entry> entries = new ArrayList<>();
        try {
            for (String line : Files.readAllLines(image.resolve(PLACE))) {
                String[] words = line.split(" ", 3);
                boolean isSafe = words.length == 3
                        && !words[2].startsWith("/")
                        && !List.of(words[2].split("/", -1)).contains("..");
                if (isSafe && words[0].equals("link")) {
                    entries.add(new LinkEntry(words[1], words[2]));
                } else if (isSafe && words[0].matches("[0-9a-f]{64}") && words[1].matches("[0-7]{3,4}")) {
                    entries.add(new FileEntry(words[0], Integer.parseInt(words[1], 8), words[2]));
                } else {
                    throw new InstallException(image.resolve(PLACE) + ": \"" + line
                            + "\": a digest, a mode and a path are expected, or \"link\", a target and a path");
                }
            }
        } catch (IOException e) {
            throw new InstallException(image.resolve(PLACE) + ": cannot be read (" + new IoErrorText(e).line()
                    + "); ./meta build writes this file");
        }
        return new Manifest(entries);
    }

    /** {@return the plugin types, sorted: the names in {@code bin} except {@code java} and {@code metactl}} */
    List<String> types() {
        return entries.stream()
                .map(Entry::path)
                .filter(path -> path.matches("bin/[^/]+"))
                .map(path -> path.substring("bin/".length()))
                .filter(name -> !name.equals("java") && !name.equals("metactl"))
                .sorted()
                .toList();
    }

    /**
     * {@return the paths at which a folder differs from an installed version with this manifest, sorted} Modes, files that are not in the
     * manifest, and the manifest file itself are compared, too.
     *
     * @throws InstallException if reading the folder or a file except the manifest file fails
     */
    Set<String> differences(Path image) throws InstallException {
        Set<String> different = new TreeSet<>();
        Set<String> expected = new TreeSet<>(Set.of(PLACE));
        try {
            for (Entry entry : entries) {
                expected.add(entry.path());
                if (!isIntact(image.resolve(entry.path()), entry)) {
                    different.add(entry.path());
                }
            }
            if (!isManifestOf(image)) {
                different.add(PLACE);
            }
            try (Stream<Path> all = Files.walk(image)) {
                all.filter(path -> !Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
                        .map(path -> image.relativize(path).toString())
                        .filter(path -> !expected.contains(path))
                        .forEach(different::add);
            }
        } catch (IOException | UncheckedIOException e) {
            throw new InstallException(image + ": cannot be read: " + new IoErrorText(e).line());
        }
        return different;
    }

    /**
     * {@return the paths in the manifest at which a folder has no file, sorted} A link with the correct text counts as a file.
     *
     * @throws InstallException if a link cannot be read
     */
    Set<String> missing(Path image) throws InstallException {
        Set<String> missing = new TreeSet<>();
        try {
            for (Entry entry : entries) {
                Path file = image.resolve(entry.path());
                if (!Files.isRegularFile(file) && !(entry instanceof LinkEntry && isIntact(file, entry))) {
                    missing.add(entry.path());
                }
            }
        } catch (IOException e) {
            throw new InstallException(image + ": cannot be read: " + new IoErrorText(e).line());
        }
        return missing;
    }

    private boolean isManifestOf(Path image) {
        try {
            return Files.isRegularFile(image.resolve(PLACE), LinkOption.NOFOLLOW_LINKS) && equals(of(image));
        } catch (InstallException e) {
            return false; // unreadable, or an invalid line
        }
    }

    private static boolean isIntact(Path file, Entry entry) throws IOException {
        return switch (entry) {
            case LinkEntry(String target, String _) ->
                Files.isSymbolicLink(file)
                        && Files.readSymbolicLink(file).toString().equals(target);
            case FileEntry expected ->
                Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                        && Files.getAttribute(file, "unix:mode") instanceof Integer mode
                        && (mode & 07777) == (expected.executable() ? 0755 : 0644)
                        && digest(file).equals(expected.sha256());
        };
    }

    /** {@return the SHA-256 digest of a file's content, in hexadecimal} */
    static String digest(Path file) throws IOException {
        MessageDigest digest = sha256();
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = Files.newInputStream(file)) {
            for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                digest.update(buffer, 0, length);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
