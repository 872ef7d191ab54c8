package meta.image.packaging;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Makes the packages of an image for one architecture; see {@link PackagingArguments} for the arguments. The exit status is 2 if {@link
 * PackagingArguments#of} rejects the arguments, and 1 after any other failure, such as a too large package.
 */
public final class PackageImage {
    /** The largest size of the {@code .deb} and of the OCI image in bytes. */
    private static final long LARGEST_PACKAGE = 45_000_000;

    /** The largest size of the installed image in bytes. */
    private static final long LARGEST_INSTALLED = 110_000_000;

    private PackageImage() {}

    public static void main(String[] args) throws Exception {
        PackagingArguments settings;
        try {
            settings = PackagingArguments.of(args);
        } catch (IllegalArgumentException e) {
            System.err.println("package: " + e.getMessage());
            System.exit(2);
            return;
        }
        try {
            List<String> tooLarge = packageAll(settings);
            if (!tooLarge.isEmpty()) {
                System.err.println("package: " + String.join("; ", tooLarge));
                System.exit(1);
            }
        } catch (FileSystemException | UncheckedIOException e) { // the message alone may be only a path
            System.err.println("package: " + e);
            System.exit(1);
        } catch (IOException | IllegalArgumentException e) {
            System.err.println("package: " + e.getMessage());
            System.exit(1);
        }
    }

    /**
     * Makes the packages and prints their sizes.
     *
     * @return a message for each size that exceeds its limit
     */
    private static List<String> packageAll(PackagingArguments settings) throws Exception {
        Release release = Release.of(settings.image(), settings.version(), settings.architecture());
        requireTime(release);
        Signer signer = settings.signingKey().isPresent()
                ? Signer.of(settings.signingKey().get())
                : null;
        Path dist = Files.createDirectories(settings.dist());
        StagedImage image = StagedImage.make(settings, release, settings.work().resolve("image"));
        List<PackagedFile> files = image.files();
        List<Path> made = new ArrayList<>();

        Path tarGz = dist.resolve(release.name() + ".tar.gz");
        TarGz.write(tarGz, archived(files, release, settings.work()), release);
        made.add(tarGz);
        Path deb = dist.resolve("meta-plugins_" + release.debianVersion() + "_"
                + release.architecture().text() + ".deb");
        DebPackage.write(deb, files, release, settings.work());
        made.add(deb);
        Path oci = dist.resolve(release.name() + ".oci.tar");
        OciImage.write(oci, files, release, settings.work());
        made.add(oci);
        made.add(Files.copy(
                image.root().resolve(Bill.PATH),
                dist.resolve(release.name() + ".sbom.cdx.json"),
                StandardCopyOption.REPLACE_EXISTING));
        Path cache = image.root().resolve("lib/meta/calls.aot");
        if (Files.exists(cache)) {
            Path copy = dist.resolve(release.name() + ".calls.aot");
            made.add(Files.copy(cache, copy, StandardCopyOption.REPLACE_EXISTING));
            System.out.println("Two builds of a commit differ only in the AOT cache and in its digests; with --aot "
                    + copy.getFileName() + ", another build of the same commit gives the same packages.");
        } else {
            System.out.println("This image has no AOT cache: its calls start slower.");
        }
        made.add(writeSums(dist));
        if (signer != null) {
            for (Path each : made) {
                signer.sign(each);
            }
        }
        return printSizes(made, image.size(), List.of(deb, oci));
    }

    private static void requireTime(Release release) throws IOException {
        String wanted = System.getenv("SOURCE_DATE_EPOCH");
        String given = Long.toString(release.time().getEpochSecond());
        if (wanted != null && !wanted.equals(given)) {
            throw new IOException("SOURCE_DATE_EPOCH: \"" + wanted + "\": the image was built with " + given
                    + ", and its AOT cache is valid only with that time; rebuild the image with ./meta build");
        }
    }

    /** {@return the files of the {@code .tar.gz}: the image and a script that installs it} */
    private static List<PackagedFile> archived(List<PackagedFile> image, Release release, Path work)
            throws IOException {
        Path install = work.resolve("install");
        Files.writeString(install, LegalTexts.resource("tar/install"));
        List<PackagedFile> files = new ArrayList<>();
        files.add(new PackagedFile(release.name(), work, true, 0755));
        files.add(new PackagedFile(release.name() + "/install", install, false, 0755));
        files.add(new PackagedFile(release.name() + "/image", work, true, 0755));
        for (PackagedFile file : image) {
            files.add(file.in(release.name() + "/image"));
        }
        return files;
    }

    /**
     * Writes the digests of the folder's files whose names begin with {@code meta-plugins}, except signatures, in the format of {@code
     * sha256sum --check}.
     *
     * @return the file with the digests
     */
    private static Path writeSums(Path dist) throws IOException {
        List<String> lines = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(dist, "meta-plugins*")) {
            for (Path file : files) {
                String name = file.getFileName().toString();
                if (!name.endsWith(".sig") && Files.isRegularFile(file)) {
                    lines.add(name + "\n" + Digests.sha256(file) + "  " + name + "\n");
                }
            }
        }
        lines.sort(null);
        var sums = new StringBuilder();
        lines.forEach(line -> sums.append(line, line.indexOf('\n') + 1, line.length()));
        return Files.writeString(dist.resolve("SHA256SUMS"), sums);
    }

    private static List<String> printSizes(List<Path> made, long installed, List<Path> limited) throws IOException {
        List<String> tooLarge = new ArrayList<>();
        for (Path file : made) {
            long size = Files.size(file);
            System.out.println(megabytes(size) + "  " + file);
            if (limited.contains(file) && size > LARGEST_PACKAGE) {
                tooLarge.add(file + ": " + megabytes(size) + ": at most " + megabytes(LARGEST_PACKAGE));
            }
        }
        System.out.println(megabytes(installed) + "  installed");
        if (installed > LARGEST_INSTALLED) {
            tooLarge.add("installed: " + megabytes(installed) + ": at most " + megabytes(LARGEST_INSTALLED));
        }
        return tooLarge;
    }

    private static String megabytes(long size) {
        return String.format(Locale.ROOT, "%6.1f MB", size / 1e6);
    }
}
