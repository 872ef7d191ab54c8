package meta.launcher.install;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import meta.netlink.unix.IoErrorText;

/**
 * The versions that are installed, and the record of the installation.
 *
 * @param versions the names in {@code PREFIX/versions}, except {@code steps.d}; the name of an incomplete version begins with a dot
 * @param current the name of the version if {@code PREFIX/current} is a link {@code versions/VERSION} to a folder; otherwise empty
 * @param record the record of the installation; {@link InstallRecord#NONE} if there is none
 */
record InstalledVersions(Set<String> versions, String current, InstallRecord record) {
    InstalledVersions {
        versions = Set.copyOf(versions);
    }

    /** {@return the present versions and record} */
    static InstalledVersions read(Layout layout) throws InstallException {
        return new InstalledVersions(
                Set.copyOf(names(layout.versions())),
                current(layout),
                InstallRecord.read(layout.record()).orElse(InstallRecord.NONE));
    }

    /** {@return the version to which a rollback returns after {@code next} has become the current version; empty if there is none} */
    String before(String next) {
        if (!current.isEmpty() && !current.equals(next)) {
            return current;
        }
        if (!record.version().equals(next) && versions.contains(record.version())) {
            return record.version(); // a killed run has changed the link, but not the record
        }
        return versions.contains(record.before()) && !record.before().equals(next) ? record.before() : "";
    }

    private static String current(Layout layout) throws InstallException {
        try {
            if (!Files.isSymbolicLink(layout.current())) {
                return "";
            }
            String target = Files.readSymbolicLink(layout.current()).toString();
            String name = target.startsWith(Layout.VERSIONS) ? target.substring(Layout.VERSIONS.length()) : "";
            return Files.isDirectory(layout.version(name), LinkOption.NOFOLLOW_LINKS) ? name : "";
        } catch (IOException e) {
            throw new InstallException(new IoErrorText(e).at(layout.current()));
        }
    }

    private static Set<String> names(Path folder) throws InstallException {
        if (!Files.isDirectory(folder)) {
            return Set.of();
        }
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(path -> String.valueOf(path.getFileName()))
                    .filter(name -> !name.equals("steps.d")) // the folder of the user's steps
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException | UncheckedIOException e) {
            throw new InstallException(new IoErrorText(e).at(folder));
        }
    }

    /** {@return the complete {@link #versions}, sorted} */
    List<String> completeVersions() {
        return versions.stream().filter(name -> !name.startsWith(".")).sorted().toList();
    }
}
