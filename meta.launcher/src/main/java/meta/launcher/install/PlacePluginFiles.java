package meta.launcher.install;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeSet;

/**
 * The files of the plugin types in the CNI folders. Another program's file of the same name is kept as {@code NAME.meta-plugins-saved}.
 *
 * @param content the content of each file, see {@link PluginFile}, each byte as one character
 * @param types the plugin types, which are the names of the files
 * @param folders the CNI folders, as paths on the node
 */
record PlacePluginFiles(String content, List<String> types, List<String> folders) {
    static final String SAVED = ".meta-plugins-saved";

    private static final int EXECUTABLE = 0755;

    PlacePluginFiles {
        types = List.copyOf(types);
        folders = List.copyOf(folders);
    }

    /** @param version the folder of the version, or of its image */
    static PlacePluginFiles of(Path version, Layout layout, List<String> folders) throws InstallException {
        return new PlacePluginFiles(
                PluginFile.content(version, layout.prefix()),
                Manifest.of(version).types(),
                folders);
    }

    /**
     * {@return the operations that write the files and remove the temporary files of a killed installation; none if nothing has to change}
     *
     * @throws InstallException if there is a folder in the place of a file, or a file cannot be read
     */
    List<FileOperation> plan(Layout layout) throws InstallException {
        List<FileOperation> plan = new ArrayList<>();
        for (String path : folders) {
            Path folder = layout.locate(path);
            if (!Files.isDirectory(folder)) {
                plan.add(new FileOperation.MakeFolder(folder));
            }
            for (String type : types) {
                Path file = folder.resolve(type);
                if (Files.exists(FileOperation.temporary(file), LinkOption.NOFOLLOW_LINKS)) {
                    plan.add(new FileOperation.RemoveFile(FileOperation.temporary(file)));
                }
                if (isInPlace(file)) {
                    continue;
                }
                if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
                    throw new InstallException(
                            file + ": is a folder; a plugin is a file of this name: move the folder away");
                }
                if (Files.exists(file, LinkOption.NOFOLLOW_LINKS) && !PluginFile.isOurs(file, layout.prefix())) {
                    plan.add(new FileOperation.KeepCopy(file, file.resolveSibling(type + SAVED)));
                }
                plan.add(new FileOperation.WriteFile(file, content, true));
            }
        }
        return plan;
    }

    /** {@return the CNI folders and the folders above them that do not exist, as paths on the node, deepest first} */
    List<String> missingFolders(Layout layout) throws InstallException {
        Set<String> missing =
                new TreeSet<>(Comparator.reverseOrder()); // reverse, because a path sorts before those below it
        for (String folder : folders) {
            for (String path = folder; !path.isEmpty(); path = path.substring(0, path.lastIndexOf('/'))) {
                if (!Files.exists(layout.locate(path))) {
                    missing.add(path);
                }
            }
        }
        return List.copyOf(missing);
    }

    private boolean isInPlace(Path file) throws InstallException {
        try {
            return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                    && Files.getAttribute(file, "unix:mode") instanceof Integer mode
                    && (mode & 07777) == EXECUTABLE
                    && Files.readString(file, StandardCharsets.ISO_8859_1).equals(content);
        } catch (IOException e) {
            throw new InstallException(file + ": " + e.getMessage());
        }
    }

    /** {@return the SHA-256 digest of each file in hexadecimal, by path on the node} */
    Map<String, String> digests() {
        byte[] digest = Manifest.sha256().digest(content.getBytes(StandardCharsets.ISO_8859_1));
        SequencedMap<String, String> files = new LinkedHashMap<>();
        for (String folder : folders) {
            for (String type : types) {
                files.put(folder + "/" + type, HexFormat.of().formatHex(digest));
            }
        }
        return files;
    }
}
