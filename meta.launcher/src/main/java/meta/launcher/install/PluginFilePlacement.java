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
import meta.netlink.unix.IoErrorText;

/**
 * Plans one plugin file for each plugin type in each CNI plugin folder. A file of the same name that is not ours ({@link
 * PluginFile#isOurs}) is first saved as {@code NAME.meta-plugins-saved}, and replaces one that was saved earlier.
 *
 * @param content the content of each plugin file, one character for each byte
 * @param types the plugin types
 * @param folders the CNI plugin folders, as paths on the node
 */
record PluginFilePlacement(String content, List<String> types, List<String> folders) {
    static final String SAVED = ".meta-plugins-saved";

    private static final int EXECUTABLE = 0755;

    PluginFilePlacement {
        types = List.copyOf(types);
        folders = List.copyOf(folders);
    }

    /**
     * {@return the plugin files of a version}
     *
     * @param version the folder of the version or of its image
     * @throws InstallException if the manifest is invalid, or a file of the version cannot be read
     */
    static PluginFilePlacement of(Path version, Layout layout, List<String> folders) throws InstallException {
        return new PluginFilePlacement(
                PluginFile.content(version, layout.prefix()),
                Manifest.of(version).types(),
                folders);
    }

    /**
     * {@return the operations that put the plugin files in place and remove their old temporary files; empty if nothing has to change}
     *
     * @throws InstallException if the path of a plugin file is that of a folder, or a file cannot be read, or as for {@link Layout#locate}
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
                            file + ": is a folder, but the plugin needs a file of this name; move the folder away");
                }
                if (Files.exists(file, LinkOption.NOFOLLOW_LINKS) && !PluginFile.isOurs(file, layout.prefix())) {
                    plan.add(new FileOperation.KeepCopy(file, file.resolveSibling(type + SAVED)));
                }
                plan.add(new FileOperation.WriteFile(file, content, true));
            }
        }
        return plan;
    }

    /** {@return the missing plugin folders and the missing folders above them, as paths on the node, each before its parent} */
    List<String> missingFolders(Layout layout) throws InstallException {
        // subfolders first
        Set<String> missing = new TreeSet<>(Comparator.reverseOrder());
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
            throw new InstallException(new IoErrorText(e).at(file));
        }
    }

    /** {@return the SHA-256 digests of the plugin files in hexadecimal, by path on the node} */
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
