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
import meta.launcher.runtime.NodeRoot;

/**
 * Removes an installation from a node. The caller must first remove the plugins from the network configurations, so that no further ADD
 * creates objects. The calling thread must be in the node's network namespace.
 *
 * <p>While pods still have objects of the plugins, the versions and the record stay. The plugin files are then replaced by {@link
 * UninstalledPluginScript}, or stay if the node has no {@code /bin/sh}.
 */
public final class Uninstaller {
    private final Layout layout;
    private final NodeObjects objects;

    /** @param objects the objects on the node, read after the plugins were removed from the network configurations */
    public Uninstaller(Layout layout, NodeObjects objects) {
        this.layout = layout;
        this.objects = objects;
    }

    /**
     * The planned removal.
     *
     * @param operations the file operations, without the removal of the record
     * @param last the removal of the record; empty if it stays
     * @param lines why parts of the installation stay and what to do then, for people
     * @param record the record before the removal
     */
    record Removal(
            List<FileOperation> operations, List<FileOperation> last, List<String> lines, InstallRecord record) {}

    /**
     * The outcome of an uninstall.
     *
     * @param lines what was or would be done, and which parts stay, for people
     * @param complete false if pods have objects of the plugins, or if other processes may use a version
     */
    public record Outcome(List<String> lines, boolean complete) {
        public Outcome {
            lines = List.copyOf(lines);
        }
    }

    /**
     * {@return what an uninstall would do, and whether it would be complete} Changes nothing.
     *
     * @throws InstallException if the present state cannot be read, or this container does not mount every folder with plugin files or
     *     units of the record
     */
    public Outcome dryRun() throws InstallException {
        Removal removal = plan(units(InstalledVersions.read(layout).record()));
        List<String> lines = new ArrayList<>(removal.lines());
        List<FileOperation> operations = new ArrayList<>(removal.operations());
        operations.addAll(removal.last());
        for (FileOperation operation : operations) {
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
        if (objects.pods().isEmpty()) {
            objects.ruleNames().forEach(rule -> lines.add("remove " + rule));
            NodeSysctlBackup.loosened(removal.record().settings()).forEach(key -> lines.add("restore " + key));
        }
        return new Outcome(lines, !removal.last().isEmpty());
    }

    /**
     * Stops the agent's systemd units if systemd can be reached, and removes the installation, except parts that pods or other processes
     * may still use. If no pod has objects of the plugins, also removes the plugins' rules and restores the node's sysctls whose former
     * values are in the record. Can be repeated.
     *
     * @throws InstallException if this container does not mount every folder with plugin files or units of the record, another process
     *     changes the installation, the present state cannot be read, or a change fails except that of a sysctl. Earlier changes remain
     */
    public Outcome uninstall() throws InstallException {
        if (!Files.isDirectory(layout.folder())) {
            List<String> report = new ArrayList<>(List.of(layout.prefix() + ": nothing is installed"));
            boolean complete = objects.pods().isEmpty();
            report.addAll(complete ? objects.removeRules() : List.of());
            return new Outcome(report, complete);
        }
        try (InstallLock _ = InstallLock.acquire(layout)) {
            // first, because a version that the agent uses cannot be removed
            AgentUnits.stop(layout, InstalledVersions.read(layout).record().units());
            Removal removal = plan(List.of());
            FileApplier.apply(removal.operations());
            AgentUnits.reload(layout, removal.record().units());
            List<String> report = new ArrayList<>(removal.lines());
            if (!objects.pods().isEmpty()) {
                return new Outcome(report, false);
            }
            report.addAll(NodeSysctlBackup.restore(removal.record().settings()));
            report.addAll(objects.removeRules());
            FileApplier.apply(removal.last());
            boolean isLeft = removeFolders();
            report.add(layout.prefix() + (isLeft ? ": files are left" : ": nothing of it is left"));
            return new Outcome(report, !removal.last().isEmpty());
        }
    }

    /**
     * {@return the plugin types whose files are in the record; empty if there is no record}
     *
     * @throws InstallException if the present state of the installation cannot be read
     */
    public static Set<String> types(Layout layout) throws InstallException {
        Set<String> types = new TreeSet<>();
        for (String file : InstalledVersions.read(layout).record().files().keySet()) {
            types.add(file.substring(file.lastIndexOf('/') + 1));
        }
        return types;
    }

    /** @param running the names of systemd units that will be stopped before the removal; their processes are ignored */
    private Removal plan(List<String> running) throws InstallException {
        InstalledVersions now = InstalledVersions.read(layout);
        requireMounts(now.record());
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
            lines.add((hasShell()
                            ? "DEL of these pods succeeds, and ADD fails"
                            : "the node has no /bin/sh, so the plugins stay and work")
                    + "; when the pods have ended, run "
                    + layout.root().pathOnNode(layout.current()) + "/bin/metactl uninstall --finish");
            return new Removal(operations, List.of(), lines, now.record());
        }
        operations.addAll(PluginFileRemoval.plan(layout, files));
        for (String folder : now.record().madeFolders()) {
            operations.add(new FileOperation.RemoveFolder(layout.locate(folder)));
        }
        for (Path path : List.of(layout.current(), layout.record())) { // of a killed installation
            operations.add(new FileOperation.RemoveFile(FileOperation.temporary(path)));
        }
        operations.add(new FileOperation.RemoveFile(layout.current()));
        Set<String> used =
                UsedVersions.among(now.versions(), ProcessHandle.current().pid(), running);
        for (String name : now.versions().stream().sorted().toList()) {
            if (used.contains(name)) {
                lines.add(layout.version(name) + ": a process uses it; repeat the uninstall when it has ended");
            } else {
                operations.add(new FileOperation.RemoveTree(layout.version(name)));
            }
        }
        List<FileOperation> last = used.isEmpty() ? List.of(new FileOperation.RemoveFile(layout.record())) : List.of();
        return new Removal(operations, last, lines, now.record());
    }

    private static List<String> units(InstallRecord record) {
        return record.units().stream()
                .map(path -> path.substring(path.lastIndexOf('/') + 1))
                .toList();
    }

    /**
     * Checks that the folders of the plugin files and units in the record exist, unless the root folder of this process is that of the
     * node.
     *
     * @throws InstallException if one of these folders does not exist
     */
    private void requireMounts(InstallRecord record) throws InstallException {
        if (layout.root().equals(NodeRoot.ofThisProcess())) {
            return;
        }
        Set<String> folders = new TreeSet<>();
        for (String file : record.files().keySet()) {
            folders.add(file.substring(0, file.lastIndexOf('/')));
        }
        for (String unit : record.units()) {
            folders.add(unit.substring(0, unit.lastIndexOf('/')));
        }
        for (String folder : folders) {
            if (!layout.root().exists(folder)) {
                throw new InstallException(
                        layout.locate(folder) + ": does not exist, but files were installed in " + folder
                                + " of the node; mount this folder into the container, or run metactl uninstall on the node");
            }
        }
    }

    private List<FileOperation> tombstones(InstalledVersions now, Set<String> files) throws InstallException {
        List<FileOperation> operations = new ArrayList<>();
        if (!hasShell()) {
            return operations; // the plugin files stay until the pods have ended
        }
        String content = UninstalledPluginScript.content(answerToVersion(now));
        for (String path : files) {
            Path file = layout.locateLink(path);
            if (PluginFile.isOurs(file, layout.prefix())) {
                operations.add(new FileOperation.WriteFile(file, content, true));
            }
        }
        return operations;
    }

    private boolean hasShell() {
        return layout.root().exists("/bin/sh");
    }

    private String answerToVersion(InstalledVersions now) {
        try {
            Path file = layout.version(now.current()).resolve("lib/meta/version.json");
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "{\"cniVersion\":\"1.0.0\",\"supportedVersions\":[\"0.3.1\",\"0.4.0\",\"1.0.0\",\"1.1.0\"]}";
        }
    }

    /** {@return whether files are left after the removal of the lock file and of empty folders} */
    private boolean removeFolders() throws InstallException {
        FileApplier.apply(List.of(
                new FileOperation.RemoveFile(layout.lock()),
                new FileOperation.RemoveFolder(layout.versions()),
                new FileOperation.RemoveFolder(layout.folder())));
        String[] left = layout.folder().toFile().list();
        return left != null && left.length > 0;
    }
}
