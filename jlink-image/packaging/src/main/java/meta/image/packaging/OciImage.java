package meta.image.packaging;

import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.FileEntry;
import com.google.cloud.tools.jib.api.buildplan.FilePermissions;
import com.google.cloud.tools.jib.api.buildplan.ImageFormat;
import com.google.cloud.tools.jib.api.buildplan.Platform;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** A container image in one file: an OCI image layout in a tar. It has no base image. */
final class OciImage {
    /** The folder of the image in the container. */
    static final String HOME = "/meta-plugins";

    private static final String LOADER = "lib/meta/loader/";
    private static final String CACHE = "lib/meta/calls.aot";

    private OciImage() {}

    /**
     * Writes the container image.
     *
     * @param work a folder for intermediate files
     */
    static void write(Path target, List<PackagedFile> image, Release release, Path work) throws Exception {
        Path empty = Files.createDirectories(work.resolve("empty"));
        var jib = Jib.fromScratch()
                .setFormat(ImageFormat.OCI)
                .setPlatforms(Set.of(new Platform(release.architecture().text(), "linux")))
                .setCreationTime(release.time())
                .setEntrypoint(List.of(HOME + "/bin/metactl"))
                .setProgramArguments("install", "--root", "/host", "--by", "oci")
                .setUser("0:0")
                .addEnvironmentVariable("LC_ALL", "C.UTF-8")
                .addLabel("org.opencontainers.image.title", "meta-plugins")
                .addLabel("org.opencontainers.image.version", release.version())
                .addLabel(
                        "org.opencontainers.image.licenses",
                        "Apache-2.0 AND GPL-2.0-only WITH Classpath-exception-2.0 AND LGPL-2.1-or-later");
        // a container runtime may be unable to create these mount points in a read-only root
        var mounts = FileEntriesLayer.builder().setName("mount points");
        for (String folder : List.of("dev", "host", "proc", "run", "sys", "tmp")) {
            mounts.addEntry(entry(new PackagedFile(folder, empty, true, 0755), "/", release));
        }
        jib.addFileEntriesLayer(mounts.build());
        jib.addFileEntriesLayer(layer("C library", image, path -> path.startsWith(LOADER), release));
        jib.addFileEntriesLayer(
                layer("image", image, path -> !path.startsWith(LOADER) && !path.equals(CACHE), release));
        jib.addFileEntriesLayer(layer("AOT cache", image, CACHE::equals, release));
        jib.containerize(Containerizer.to(TarImage.at(target).named("meta-plugins:" + release.version()))
                .setOfflineMode(true)
                .setBaseImageLayersCache(work.resolve("jib-base"))
                .setApplicationLayersCache(work.resolve("jib-layers"))
                .setToolName("meta-plugins"));
    }

    private static FileEntriesLayer layer(
            String name, List<PackagedFile> image, Predicate<String> isIn, Release release) {
        var layer = FileEntriesLayer.builder().setName(name);
        for (PackagedFile file : image) {
            if (!file.isFolder() && isIn.test(file.path())) {
                layer.addEntry(entry(file, HOME + "/", release)); // Jib adds the folders
            }
        }
        return layer.build();
    }

    private static FileEntry entry(PackagedFile file, String folder, Release release) {
        return new FileEntry(
                file.source(),
                AbsoluteUnixPath.get(folder + file.path()),
                FilePermissions.fromOctalString(Integer.toOctalString(file.mode())),
                release.time(),
                "0:0");
    }
}
