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
import meta.netlink.unix.IoErrorText;

/** Installs an image as a new version on the node, or makes the previous version current again. */
public final class Installer {
    /** The required space in bytes in addition to the files of the image. */
    private static final long SPARE_BYTES = 4_000_000;

    private final Layout layout;
    private final Clock clock;
    private final List<String> report = new ArrayList<>();

    /**
     * Creates an installer for one installation or rollback.
     *
     * @param clock gives the time for the installation record
     */
    public Installer(Layout layout, Clock clock) {
        this.layout = layout;
        this.clock = clock;
    }

    /**
     * Installs an image, and makes it the current version. Changes nothing if the installation is already complete.
     *
     * @return lines for people; at least one
     * @throws InstallException if the inputs are rejected, another process changes the installation, or the installation fails. After an
     *     exception, the current version is the same as before or the new version
     */
    public List<String> install(InstallOptions options) throws InstallException {
        Manifest manifest = Manifest.of(options.image());
        String name = options.version() + "-" + buildId(options.image());
        List<String> folders = PluginFolders.of(layout.root(), options.folders());
        if (isComplete(options, manifest, name, folders)) {
            return List.of(name + " is installed in " + layout.prefix() + ", and nothing had to be changed");
        }
        checkSteps(options);
        check(options, manifest, name, folders);
        try (InstallLock _ = InstallLock.acquire(layout)) {
            stage(options, manifest, name);
            InstalledVersions now = InstalledVersions.read(layout);
            activate(name, now, folders, options.by(), options.agent());
        }
        return report.isEmpty()
                ? List.of(name + " is installed in " + layout.prefix() + ", and only its record had to be changed")
                : List.copyOf(report);
    }

    /**
     * Makes the previous version the current one, and the current version the previous one.
     *
     * @return lines for people; at least one
     * @throws InstallException if there is no previous version, its files are not intact, another process changes the installation, or the
     *     rollback fails. After an exception, the current version is the same as before or the previous one
     */
    public List<String> rollback() throws InstallException {
        previousVersion(InstalledVersions.read(layout)); // checked first, because the lock creates folders
        try (InstallLock _ = InstallLock.acquire(layout)) {
            InstalledVersions now = InstalledVersions.read(layout);
            String before = previousVersion(now);
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

    private String previousVersion(InstalledVersions now) throws InstallException {
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
        InstalledVersions now = InstalledVersions.read(layout);
        Path version = layout.version(name);
        return now.current().equals(name)
                && manifest.differences(version).isEmpty()
                && PluginFilePlacement.of(version, layout, folders).plan(layout).isEmpty()
                && AgentUnits.plan(layout, version, options.agent()).isEmpty()
                && now.record().version().equals(name)
                && new HashSet<>(now.record().folders()).containsAll(folders)
                && sweep(now, name, now.before(name)).isEmpty();
    }

    private static void checkSteps(InstallOptions options) throws InstallException {
        if (!options.force() && !options.unusableSteps().isEmpty()) {
            throw new InstallException("the new version cannot use these steps, and nothing was changed: "
                    + String.join("; ", options.unusableSteps())
                    + "; remove the jars, replace them with jars for this version, or install with --force");
        }
    }

    private void check(InstallOptions options, Manifest manifest, String name, List<String> folders)
            throws InstallException {
        // modes are not compared: the umask at unpacking may have changed them, and each copy gets the correct mode
        Set<String> missing = manifest.missing(options.image());
        if (!missing.isEmpty() && !options.image().equals(layout.version(name))) {
            throw new InstallException(options.image() + ": the image is incomplete; these files are missing: "
                    + String.join(", ", missing));
        }
        FileSystemChecks.checkExecutable(layout.folder());
        for (String folder : folders) {
            FileSystemChecks.checkExecutable(layout.locate(folder));
        }
        FileApplier.check(
                PluginFilePlacement.of(options.image(), layout, folders).plan(layout));
        FileApplier.check(AgentUnits.plan(layout, options.image(), options.agent()));
        if (!Files.isDirectory(layout.version(name))) {
            FileSystemChecks.checkSpace(layout.folder(), size(options.image(), manifest) + SPARE_BYTES);
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
            throw new InstallException(new IoErrorText(e).at(image));
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
                FileApplier.apply(VersionStaging.repair(layout, name, options.image(), manifest, different));
                verify(manifest, version);
                report.add("repaired " + String.join(", ", different) + " of " + name);
            }
            return;
        }
        try {
            FileApplier.apply(
                    VersionStaging.plan(layout, name, options.image(), manifest, options.isFromPackageManager()));
            verify(manifest, layout.staging(name));
            FileApplier.apply(VersionStaging.publish(layout, name));
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
            cause.addSuppressed(e); // the next installation removes the staging folder
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
     * Makes a version the current one, after a test whether its plugins start.
     *
     * @param now the state of the installation, read after this version was copied
     */
    private void activate(String name, InstalledVersions now, List<String> folders, String by, boolean agent)
            throws InstallException {
        Path version = layout.version(name);
        InstallRecord old = now.record();
        String before = now.before(name);
        PluginFilePlacement plugins = PluginFilePlacement.of(version, layout, folders);
        new TryVersion(layout, name).run(plugins.types());
        InstallRecord inventory = inventory(old, plugins, by, AgentUnits.expected(layout, version, agent));
        if (inventory.differsFrom(old)) {
            FileApplier.apply(List.of(inventory.write(layout)));
        }
        List<FileOperation> link = VersionSwitch.plan(layout, now.current(), name);
        FileApplier.apply(link);
        if (!link.isEmpty()) {
            report.add(layout.prefix() + "/current leads to " + name);
        }
        List<FileOperation> files = plugins.plan(layout);
        FileApplier.apply(files);
        if (!files.isEmpty()) {
            report.add("put the plugins " + String.join(", ", plugins.types()) + " into " + String.join(", ", folders));
        }
        List<FileOperation> units = AgentUnits.plan(layout, version, agent);
        FileApplier.apply(units);
        if (!units.isEmpty()) {
            report.add("put the agent's systemd units into " + AgentUnits.FOLDER);
        }
        boolean listens = AgentUnits.start(layout, version, agent, !units.isEmpty());
        InstallRecord record = new InstallRecord(
                by,
                clock.instant().truncatedTo(ChronoUnit.SECONDS).toString(),
                name,
                before,
                folders,
                inventory.madeFolders(),
                digests(old, plugins),
                AgentUnits.installed(layout, version, agent, old.units()),
                inventory.settings());
        if (record.differsFrom(inventory)) {
            FileApplier.apply(List.of(record.write(layout)));
        }
        List<FileOperation> removed = sweep(now, name, before);
        FileApplier.apply(removed);
        removed.forEach(each -> report.add("removed " + each.path()));
        if (listens && !plugins.types().isEmpty()) {
            Path plugin =
                    layout.locate(folders.getFirst()).resolve(plugins.types().getFirst());
            report.add(AgentCallDuration.report(plugin, buildId(version)));
        }
    }

    /**
     * {@return the old record with the folders, files and units of the new version added; must be written before them} Present sysctl
     * values are added only if the old record contains none, because CNI calls may change the sysctls.
     */
    private InstallRecord inventory(InstallRecord old, PluginFilePlacement plugins, String by, List<String> units)
            throws InstallException {
        Set<String> folders = new LinkedHashSet<>(old.folders());
        folders.addAll(plugins.folders());
        Set<String> made = new TreeSet<>(Comparator.reverseOrder());
        made.addAll(old.madeFolders());
        made.addAll(plugins.missingFolders(layout));
        Map<String, String> files = new HashMap<>(plugins.digests());
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
                old.settings().isEmpty() ? NodeSysctlBackup.read() : old.settings());
    }

    /**
     * {@return the digest of each plugin file, by the path of the file on the node} A file of the old record is included if it is still
     * from an installation, or if its folder does not exist.
     */
    private Map<String, String> digests(InstallRecord old, PluginFilePlacement plugins) throws InstallException {
        Map<String, String> files = new HashMap<>(plugins.digests());
        for (Map.Entry<String, String> file : old.files().entrySet()) {
            Path place = layout.locateLink(file.getKey());
            if (!Files.isDirectory(place.resolveSibling("")) || PluginFile.isOurs(place, layout.prefix())) {
                files.putIfAbsent(file.getKey(), file.getValue());
            }
        }
        return files;
    }

    private List<FileOperation> sweep(InstalledVersions now, String name, String before) {
        Set<String> needed = before.isEmpty() ? Set.of(name) : Set.of(name, before);
        return VersionSweep.plan(layout, now.versions(), needed, UsedVersions.among(now.versions(), -1, List.of()));
    }

    private static String buildId(Path image) throws InstallException {
        Path file = image.resolve("lib/meta/build");
        try {
            List<String> lines = Files.readAllLines(file);
            String build = lines.isEmpty() ? "" : lines.getFirst();
            if (build.matches("[0-9A-Za-z._-]+")) {
                return build;
            }
            throw new InstallException(file + ": \"" + build + "\" is not a build id");
        } catch (IOException e) {
            throw new InstallException(new IoErrorText(e).at(file)
                    + "; install from an image: jlink-image/target/image/bin/metactl install");
        }
    }
}
