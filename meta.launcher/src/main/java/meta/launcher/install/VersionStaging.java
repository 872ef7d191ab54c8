package meta.launcher.install;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Plans the copy of an image to {@code PREFIX/versions}, by way of a staging folder. */
final class VersionStaging {
    private VersionStaging() {}

    /**
     * {@return the operations that copy the image to a new staging folder}
     *
     * @param name the folder name of the version
     * @param image the folder of the image
     * @param link whether to create hard links to the image's files, if possible, instead of copies
     */
    static List<FileOperation> plan(Layout layout, String name, Path image, Manifest manifest, boolean link) {
        Path staging = layout.staging(name);
        List<FileOperation> plan = new ArrayList<>();
        plan.add(new FileOperation.RemoveTree(staging)); // a killed run may have left it
        addFiles(plan, staging, image, manifest.entries(), link);
        addManifest(plan, staging, image);
        return plan;
    }

    /** {@return the operation that gives the staging folder its final name} */
    static List<FileOperation> publish(Layout layout, String name) {
        return List.of(new FileOperation.Rename(layout.staging(name), layout.version(name)));
    }

    /**
     * {@return the operations that restore missing and altered files of an installed version, and remove files that are not in the
     * manifest}
     *
     * @param different the result of {@link Manifest#differences}
     */
    static List<FileOperation> repair(
            Layout layout, String name, Path image, Manifest manifest, Set<String> different) {
        Path version = layout.version(name);
        List<FileOperation> plan = new ArrayList<>();
        List<Manifest.Entry> listed = manifest.entries().stream()
                .filter(entry -> different.contains(entry.path()))
                .toList();
        addFiles(plan, version, image, listed, false);
        Set<String> unlisted = new TreeSet<>(different);
        listed.forEach(entry -> unlisted.remove(entry.path()));
        if (unlisted.remove(Manifest.PLACE)) {
            addManifest(plan, version, image);
        }
        unlisted.forEach(path -> plan.add(new FileOperation.RemoveFile(version.resolve(path))));
        return plan;
    }

    private static void addFiles(
            List<FileOperation> plan, Path folder, Path image, List<Manifest.Entry> entries, boolean link) {
        entries.stream()
                .map(entry -> folder.resolve(entry.path()).resolveSibling(""))
                .distinct()
                .forEach(parent -> plan.add(new FileOperation.MakeFolder(parent)));
        for (Manifest.Entry entry : entries) {
            Path place = folder.resolve(entry.path());
            plan.add(
                    switch (entry) {
                        case Manifest.LinkEntry(String target, String _) -> new FileOperation.PutLink(place, target);
                        case Manifest.FileEntry file
                        when link -> new FileOperation.KeepCopy(image.resolve(file.path()), place);
                        case Manifest.FileEntry file ->
                            new FileOperation.CopyFile(image.resolve(file.path()), place, file.executable());
                    });
        }
    }

    private static void addManifest(List<FileOperation> plan, Path folder, Path image) {
        plan.add(new FileOperation.CopyFile(image.resolve(Manifest.PLACE), folder.resolve(Manifest.PLACE), false));
    }
}
