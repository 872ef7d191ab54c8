package meta.launcher.install;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Installs a version, or returns to the previous one. An installation first writes the folder of the version. Both then make test calls with
 * the version, and write in this order: a record of all files that are written next, the link {@code current}, the files in the CNI folders,
 * the units, and the final record. Afterwards, they remove old versions. Calls work after each stage. An installation that fails or is
 * killed can be repeated.
 *
 * <p>An object is used for one installation or rollback.
 */
public final class Installer {
    /** The required space in addition to the bytes of the image, for partly used blocks, folders, and the files in the CNI folders. */
    private static final long SPARE_BYTES = 4_000_000;

    private final Layout layout;
    private final Clock clock;
    private final List<String> report = new ArrayList<>();

    /** @param clock gives the time in the record */
    public Installer(Layout layout, Clock clock) {
        this.layout = layout;
        this.clock = clock;
    }

    /**
     * Installs an image, and makes it the current version.
     *
     * @return a line for each change of versions, of the link {@code current}, of the CNI folders and of the units; with an agent, also a
     *     line with the duration of a call through the agent, or why no agent answers. If nothing or only the record had to be changed, one
     *     line that says so
     * @throws InstallException if another installation, rollback or uninstall is running, or this installation fails. Files that were written
     *     before the failure remain, except for the incomplete folder of a version, and calls work
     */
    public List<String> install(InstallOptions options) throws InstallException {
        Manifest manifest = Manifest.of(options.image());
        String name = options.version() + "-" + build(options.image());
        List<String> folders = PluginFolders.of(layout.root(), options.folders());
        if (isComplete(options, manifest, name, folders)) {
            return List.of(name + " is installed in " + layout.prefix() + ", and nothing had to be changed");
        }
        checkSteps(options);
        check(options, manifest, name, folders);
        try (InstallLock _ = InstallLock.acquire(layout)) {
            stage(options, manifest, name);
            InstalledFiles now = InstalledFiles.read(layout);
            activate(name, now, folders, options.by(), options.agent());
        }
        return report.isEmpty()
                ? List.of(name + " is installed in " + layout.prefix() + ", and only its record had to be changed")
                : List.copyOf(report);
    }

    /**
     * Makes the previous version the current one.
     *
     * @return a line for each change, and with an agent a line about a call, as {@link #install} returns them
     * @throws InstallException if there is no previous version, it is not intact or does not start, a file cannot be written, or another
     *     installation, rollback or uninstall is running
     */
    public List<String> rollback() throws InstallException {
        before(InstalledFiles.read(layout)); // the lock would create the folders of an installation
        try (InstallLock _ = InstallLock.acquire(layout)) {
            InstalledFiles now = InstalledFiles.read(layout);
            String before = before(now);
            Set<String> different = Manifest.of(layout.version(before)).differences(layout.version(before));
            if (!different.isEmpty()) {
                throw new InstallException(layout.version(before) + ": is not intact: " + String.join(", ", different)
                        + "; install this version again");
            }
            InstallRecord record = now.record();
            activate(before, now, record.folders(), record.by(), !record.units().isEmpty());
        }
        return List.copyOf(report);
    }

    /** {@return the version to return to} */
    private String before(InstalledFiles now) throws InstallException {
        String before = now.before(now.current());
        if (now.current().isEmpty() || before.isEmpty()) {
            List<String> installed = now.completeVersions();
            throw new InstallException(layout.prefix() + ": there is no previous version to return to; installed: "
                    + (installed.isEmpty() ? "none" : String.join(", ", installed)));
        }
        return before;
    }

    private boolean isComplete(InstallOptions options, Manifest manifest, String name, List<String> folders)
            throws InstallException {
        InstalledFiles now = InstalledFiles.read(layout);
        Path version = layout.version(name);
        return now.current().equals(name)
                && manifest.differences(version).isEmpty()
                && PlacePluginFiles.of(version, layout, folders).plan(layout).isEmpty()
                && AgentUnits.plan(layout, version, options.agent()).isEmpty()
                && now.record().version().equals(name)
                && new HashSet<>(now.record().folders()).containsAll(folders)
                && sweep(now, name, now.before(name)).isEmpty();
    }

    private static void checkSteps(InstallOptions options) throws InstallException {
        if (!options.force() && !options.unusableSteps().isEmpty()) {
            throw new InstallException("the new version cannot use these steps, and nothing was changed: "
                    + String.join("; ", options.unusableSteps())
                    + "; remove the jars, replace them by ones for this version, or install with --force");
        }
    }

    private void check(InstallOptions options, Manifest manifest, String name, List<String> folders)
            throws InstallException {
        // Checks for missing files only. The modes may differ because of the umask at unpacking; the copy corrects
        // the modes. The digests are checked after the copy.
        Set<String> missing = manifest.missing(options.image());
        if (!missing.isEmpty() && !options.image().equals(layout.version(name))) {
            throw new InstallException(options.image() + ": the image is incomplete; these files are missing: "
                    + String.join(", ", missing));
        }
        Mounts.checkExecutable(layout.folder());
        for (String folder : folders) {
            Mounts.checkExecutable(layout.locate(folder));
        }
        FileApplier.check(PlacePluginFiles.of(options.image(), layout, folders).plan(layout));
        FileApplier.check(AgentUnits.plan(layout, options.image(), options.agent()));
        if (!Files.isDirectory(layout.version(name))) {
            Mounts.checkSpace(layout.folder(), size(options.image(), manifest) + SPARE_BYTES);
        }
    }

    private static long size(Path image, Manifest manifest) throws InstallException {
        long bytes = 0;
        try {
            for (Manifest.Entry entry : manifest.entries()) {
                if (entry instanceof Manifest.FileEntry file) {
                    bytes += Files.size(image.resolve(file.path()));
                }
            }
        } catch (IOException e) {
            throw new InstallException(image + ": " + e.getMessage());
        }
        return bytes;
    }

    private void stage(InstallOptions options, Manifest manifest, String name) throws InstallException {
        Path version = layout.version(name);
        if (Files.isDirectory(version)) {
            Set<String> different = manifest.differences(version);
            if (!different.isEmpty()) {
                if (options.image().equals(version)) {
                    throw new InstallException(version + ": is not intact: " + String.join(", ", different)
                            + "; run the install command of another copy of this version");
                }
                FileApplier.apply(StageVersion.repair(layout, name, options.image(), manifest, different));
                verify(manifest, version);
                report.add("repaired " + String.join(", ", different) + " of " + name);
            }
            return;
        }
        try {
            FileApplier.apply(
                    StageVersion.plan(layout, name, options.image(), manifest, options.isFromPackageManager()));
            verify(manifest, layout.staging(name));
            FileApplier.apply(StageVersion.publish(layout, name));
        } catch (InstallException e) {
            removeStaging(name, e);
            throw e;
        }
        report.add("copied " + name + " to " + layout.prefix());
    }

    private void removeStaging(String name, InstallException cause) {
        try {
            FileApplier.apply(List.of(new FileOperation.RemoveTree(layout.staging(name))));
        } catch (InstallException e) {
            cause.addSuppressed(e); // the next run removes it
        }
    }

    private static void verify(Manifest manifest, Path folder) throws InstallException {
        Set<String> different = manifest.differences(folder);
        if (!different.isEmpty()) {
            throw new InstallException(folder + ": differs from " + Manifest.PLACE + " after it was copied: "
                    + String.join(", ", different) + "; the disk or the source is damaged");
        }
    }

    /**
     * Makes a version the current one. Its folder must be complete.
     *
     * @param now the installed files, with the folder of this version
     */
    private void activate(String name, InstalledFiles now, List<String> folders, String by, boolean agent)
            throws InstallException {
        Path version = layout.version(name);
        InstallRecord old = now.record();
        String before = now.before(name);
        PlacePluginFiles entries = PlacePluginFiles.of(version, layout, folders);
        new TryVersion(layout, name).run(entries.types());
        InstallRecord inventory = inventory(old, entries, by, AgentUnits.expected(layout, version, agent));
        if (inventory.differsFrom(old)) {
            FileApplier.apply(List.of(inventory.write(layout)));
        }
        List<FileOperation> link = SwitchVersion.plan(layout, now.current(), name);
        FileApplier.apply(link);
        if (!link.isEmpty()) {
            report.add(layout.prefix() + "/current leads to " + name);
        }
        List<FileOperation> files = entries.plan(layout);
        FileApplier.apply(files);
        if (!files.isEmpty()) {
            report.add("put " + String.join(", ", entries.types()) + " into " + String.join(", ", folders));
        }
        List<FileOperation> units = AgentUnits.plan(layout, version, agent);
        FileApplier.apply(units);
        if (!units.isEmpty()) {
            report.add("put the units of the agent into " + AgentUnits.FOLDER);
        }
        boolean listens = AgentUnits.start(layout, version, agent, !units.isEmpty());
        InstallRecord record = new InstallRecord(
                by,
                clock.instant().truncatedTo(ChronoUnit.SECONDS).toString(),
                name,
                before,
                folders,
                inventory.madeFolders(),
                files(old, entries),
                AgentUnits.installed(layout, version, agent, old.units()),
                inventory.settings());
        if (record.differsFrom(inventory)) {
            FileApplier.apply(List.of(record.write(layout)));
        }
        List<FileOperation> removed = sweep(now, name, before);
        FileApplier.apply(removed);
        removed.forEach(each -> report.add("removed " + each.path()));
        if (listens && !entries.types().isEmpty()) {
            Path plugin =
                    layout.locate(folders.getFirst()).resolve(entries.types().getFirst());
            report.add(AgentCallDuration.report(plugin, build(version)));
        }
    }

    /**
     * {@return the record of the previous version, to which the files and units of the new version are added} This record is written before
     * the first file in a CNI folder, so that an uninstall also finds the files of an installation that was killed. The record of the first
     * installation also gets the present values of the node's sysctls, because a call may change these values later.
     */
    private InstallRecord inventory(InstallRecord old, PlacePluginFiles entries, String by, List<String> units)
            throws InstallException {
        Set<String> folders = new LinkedHashSet<>(old.folders());
        folders.addAll(entries.folders());
        Set<String> made = new TreeSet<>(Comparator.reverseOrder());
        made.addAll(old.madeFolders());
        made.addAll(entries.missingFolders(layout));
        Map<String, String> files = new HashMap<>(entries.digests());
        files.putAll(old.files());
        Set<String> all = new TreeSet<>(old.units());
        all.addAll(units);
        return new InstallRecord(
                old.by().isEmpty() ? by : old.by(),
                old.when(),
                old.version(),
                old.before(),
                List.copyOf(folders),
                List.copyOf(made),
                files,
                List.copyOf(all),
                old.settings().isEmpty() ? NodeSysctls.read() : old.settings());
    }

    /**
     * {@return the digests of the files in the CNI folders} A file of an earlier installation in a folder that is no longer used remains in
     * the record until the file is removed. A file in a folder that a container does not mount also remains in the record.
     */
    private Map<String, String> files(InstallRecord old, PlacePluginFiles entries) throws InstallException {
        Map<String, String> files = new HashMap<>(entries.digests());
        for (Map.Entry<String, String> file : old.files().entrySet()) {
            Path place = layout.locateLink(file.getKey());
            if (!Files.isDirectory(place.resolveSibling("")) || PluginFile.isOurs(place, layout.prefix())) {
                files.putIfAbsent(file.getKey(), file.getValue());
            }
        }
        return files;
    }

    /** {@return the operations that remove the versions other than the new and the previous one, unless a process uses them} */
    private List<FileOperation> sweep(InstalledFiles now, String name, String before) {
        Set<String> needed = before.isEmpty() ? Set.of(name) : Set.of(name, before);
        return SweepVersions.plan(layout, now.versions(), needed, UsedVersions.among(now.versions(), -1));
    }

    private static String build(Path image) throws InstallException {
        Path file = image.resolve("lib/meta/build");
        try {
            List<String> lines = Files.readAllLines(file);
            String build = lines.isEmpty() ? "" : lines.getFirst();
            if (build.matches("[0-9A-Za-z._-]+")) {
                return build;
            }
            throw new InstallException(file + ": \"" + build + "\" is not a build id");
        } catch (IOException e) {
            throw new InstallException(file + ": " + e.getMessage()
                    + "; install from an image: jlink-image/target/image/bin/metactl install");
        }
    }
}
