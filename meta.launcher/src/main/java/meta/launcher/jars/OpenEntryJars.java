package meta.launcher.jars;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.module.InvalidModuleDescriptorException;
import java.lang.module.ModuleDescriptor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.ZipFile;
import meta.spi.ApiVersion;
import meta.spi.PluginType;
import meta.spi.StepProvider;

/**
 * The open jars of one entry of a step folder. The caller of {@link #of} must close them, or pass them to a {@link ClassPathLoader}, which
 * needs them open.
 *
 * @param files the jars, ordered by name
 * @param areModules whether a jar that provides steps or types has a module descriptor
 */
record OpenEntryJars(List<JarFile> files, boolean areModules) {
    private static final Set<String> SERVICES = Set.of(StepProvider.class.getName(), PluginType.class.getName());
    private static final String DESCRIPTOR = "module-info.class";

    private enum Provision {
        NOTHING,
        BY_DESCRIPTOR,
        BY_SERVICE_FILE
    }

    /**
     * Opens the jars of an entry.
     *
     * @param entry a jar, or a folder of jars
     * @throws UnusableEntryException as for {@link WriteAccess#requireOwn}; if a folder or jar cannot be read; if no jar provides steps or
     *     types; or if the manifest of a jar that provides some has no version of {@code meta.spi} that the image supports
     * @throws meta.netlink.ShortageException as for {@link StepFolders#entries}
     */
    static OpenEntryJars of(File entry) throws UnusableEntryException {
        WriteAccess.requireOwn(entry);
        List<JarFile> files = new ArrayList<>();
        try {
            return of(entry, files);
        } catch (UnusableEntryException | RuntimeException e) {
            close(files);
            throw e;
        }
    }

    private static OpenEntryJars of(File entry, List<JarFile> files) throws UnusableEntryException {
        boolean isModular = false;
        boolean provides = false;
        for (File each : entry.isDirectory() ? StepFolders.entries(entry) : List.of(entry)) {
            if (each.isFile()) {
                WriteAccess.requireOwn(each);
                Provision provision = open(each, files);
                provides |= provision != Provision.NOTHING;
                isModular |= provision == Provision.BY_DESCRIPTOR;
            }
        }
        if (!provides) {
            throw new UnusableEntryException(
                    "provides neither " + StepProvider.class.getName() + " nor " + PluginType.class.getName()
                            + ": a \"provides\" in module-info.java or a file in META-INF/services must name one of them");
        }
        return new OpenEntryJars(List.copyOf(files), isModular);
    }

    private static Provision open(File jar, List<JarFile> files) throws UnusableEntryException {
        try {
            JarFile file = new JarFile(jar, false, ZipFile.OPEN_READ, JarFile.runtimeVersion());
            files.add(file);
            Provision provision = provision(file);
            if (provision != Provision.NOTHING) {
                requireVersion(file);
            }
            return provision;
        } catch (IOException | InvalidModuleDescriptorException | SecurityException e) {
            throw new UnusableEntryException(jar.getName() + " cannot be read: " + e);
        }
    }

    private static Provision provision(JarFile jar) throws IOException {
        JarEntry descriptor = jar.getJarEntry(DESCRIPTOR);
        if (descriptor == null) {
            boolean hasFile =
                    SERVICES.stream().anyMatch(service -> jar.getJarEntry("META-INF/services/" + service) != null);
            return hasFile ? Provision.BY_SERVICE_FILE : Provision.NOTHING;
        }
        try (InputStream in = jar.getInputStream(descriptor)) {
            boolean provides = ModuleDescriptor.read(in).provides().stream()
                    .anyMatch(provided -> SERVICES.contains(provided.service()));
            return provides ? Provision.BY_DESCRIPTOR : Provision.NOTHING;
        }
    }

    private static void requireVersion(JarFile jar) throws UnusableEntryException, IOException {
        Manifest manifest = jar.getManifest();
        String given = manifest == null ? null : manifest.getMainAttributes().getValue(ApiVersion.MANIFEST_ATTRIBUTE);
        if (given == null) {
            throw new UnusableEntryException("the manifest of " + new File(jar.getName()).getName()
                    + " does not contain the version of meta.spi that the jar is built for; add the line \""
                    + ApiVersion.MANIFEST_ATTRIBUTE + ": " + ApiVersion.CURRENT + "\"");
        }
        try {
            if (!ApiVersion.CURRENT.runs(ApiVersion.parse(given.strip()))) {
                throw new UnusableEntryException(
                        "is built for version " + given + " of meta.spi; this image has " + ApiVersion.CURRENT);
            }
        } catch (IllegalArgumentException e) {
            throw new UnusableEntryException(ApiVersion.MANIFEST_ATTRIBUTE + " in its manifest: " + e.getMessage());
        }
    }

    private static void close(List<JarFile> files) {
        for (JarFile file : files) {
            try {
                file.close();
            } catch (IOException e) {
                System.err.println(file.getName() + " cannot be closed: " + e);
            }
        }
    }

    /** Closes the jars. Standard error receives a line for each jar that cannot be closed. */
    void close() {
        close(files);
    }

    List<Path> paths() {
        return files.stream().map(file -> Path.of(file.getName())).toList();
    }
}
