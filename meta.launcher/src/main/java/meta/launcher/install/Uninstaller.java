package meta.launcher.install;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Removes an installation from a node. While pods have objects of the plugins, a {@link Tombstone} stays in place of each plugin, and the
 * versions and the record stay, so that {@code metactl uninstall --finish} can be run when the pods have ended.
 */
public final class Uninstaller {
    private final Layout layout;
    private final NodeObjects objects;

    public Uninstaller(Layout layout, NodeObjects objects) {
        this.layout = layout;
        this.objects = objects;
    }

    /**
     * The plan of an uninstall.
     *
     * @param operations the changes of files, in order
     * @param lines the operations, for people
     */
    record Removal(List<FileOperation> operations, List<String> lines, InstallRecord record) {}

    /** {@return what an uninstall would do, a line for each file and each pod} */
    public List<String> dryRun() throws InstallException {
        Removal removal = plan();
        List<String> lines = new ArrayList<>(removal.lines());
        for (FileOperation operation : removal.operations()) {
            if (operation instanceof FileOperation.RemoveFile(Path path)
                    && !Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
                continue;
            }
            lines.add(
                    switch (operation) {
                        case FileOperation.RemoveFile(Path path) -> "remove " + path;
                        case FileOperation.RemoveTree(Path path) -> "remove " + path;
                        case FileOperation.RemoveFolder(Path path) -> "remove " + path + " if it is empty";
                        case FileOperation.Rename(Path source, Path path) -> "rename " + source + " to " + path;
                        default -> "write " + operation.path();
                    });
        }
        return lines;
    }

    /**
     * Removes the installation.
     *
     * @param finish whether the tombstones and the node's rule are also removed and the node's settings restored, if no pod has objects
     * @return what was done
     */
    public List<String> uninstall(boolean finish) throws InstallException {
        if (!Files.isDirectory(layout.folder())) {
            return List.of(layout.prefix() + ": nothing is installed");
        }
        try (InstallLock _ = InstallLock.acquire(layout)) {
            AgentUnits.stop(layout, InstalledFiles.read(layout).record().units()); // it uses a version
            Removal removal = plan();
            boolean stays = !objects.pods().isEmpty();
            FileApplier.apply(removal.operations());
            AgentUnits.reload(layout, removal.record().units());
            List<String> report = new ArrayList<>(removal.lines());
            if (finish && !stays) {
                report.addAll(NodeSettings.restore(removal.record().settings()));
                report.addAll(objects.removeRules());
            }
            if (!stays) {
                removeFolders();
                boolean isLeft = Files.exists(layout.folder());
                report.add(layout.prefix() + (isLeft ? ": files are left" : ": nothing of it is left"));
            }
            return report;
        }
    }

    /** {@return the plugin types whose files are installed; no network may name them when the files are removed} */
    public static Set<String> types(Layout layout) throws InstallException {
        Set<String> types = new TreeSet<>();
        for (String file : InstalledFiles.read(layout).record().files().keySet()) {
            types.add(file.substring(file.lastIndexOf('/') + 1));
        }
        return types;
    }

    private Removal plan() throws InstallException {
        InstalledFiles now = InstalledFiles.read(layout);
        List<String> pods = objects.pods();
        Set<String> files = new TreeSet<>(now.record().files().keySet());
        List<FileOperation> operations =
                new ArrayList<>(AgentUnits.remove(layout, now.record().units()));
        List<String> lines = new ArrayList<>();
        for (String pod : pods) {
            lines.add("a pod still uses " + pod);
        }
        if (!pods.isEmpty()) {
            operations.addAll(tombstones(now, files));
            lines.add("DEL of these pods succeeds, and ADD fails; when they have ended: "
                    + layout.root().pathOnNode(layout.current()) + "/bin/metactl uninstall --finish");
            return new Removal(operations, lines, now.record());
        }
        operations.addAll(RemoveEntries.plan(layout, files));
        for (String folder : now.record().madeFolders()) {
            operations.add(new FileOperation.RemoveFolder(layout.locate(folder)));
        }
        for (Path path : List.of(layout.current(), layout.record())) { // of an installation that was killed
            operations.add(new FileOperation.RemoveFile(FileOperation.temporary(path)));
        }
        operations.add(new FileOperation.RemoveFile(layout.current()));
        Set<String> used =
                UsedVersions.among(now.versions(), ProcessHandle.current().pid());
        for (String name : now.versions().stream().sorted().toList()) {
            if (used.contains(name)) {
                lines.add(layout.version(name) + ": a process uses it; repeat the uninstall when it has ended");
            } else {
                operations.add(new FileOperation.RemoveTree(layout.version(name)));
            }
        }
        if (used.isEmpty()) {
            operations.add(new FileOperation.RemoveFile(layout.record()));
        }
        return new Removal(operations, lines, now.record());
    }

    private List<FileOperation> tombstones(InstalledFiles now, Set<String> files) throws InstallException {
        List<FileOperation> operations = new ArrayList<>();
        if (!layout.root().exists("/bin/sh")) {
            return operations; // the plugins themselves stay until the pods have ended
        }
        String content = Tombstone.content(versions(now));
        for (String path : files) {
            Path file = layout.locateLink(path);
            if (EntryFile.isOurs(file, layout.prefix())) {
                operations.add(new FileOperation.WriteFile(file, content, true));
            }
        }
        return operations;
    }

    private String versions(InstalledFiles now) {
        try {
            Path file = layout.version(now.current()).resolve("lib/meta/version.json");
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "{\"cniVersion\":\"1.0.0\",\"supportedVersions\":[\"0.3.1\",\"0.4.0\",\"1.0.0\",\"1.1.0\"]}";
        }
    }

    private void removeFolders() throws InstallException {
        try {
            Files.deleteIfExists(layout.lock());
            for (Path folder : List.of(layout.versions(), layout.folder())) {
                String[] names = folder.toFile().list();
                if (names != null && names.length == 0) {
                    Files.deleteIfExists(folder);
                }
            }
        } catch (IOException e) {
            throw new InstallException(layout.folder() + ": " + e.getMessage());
        }
    }
}
