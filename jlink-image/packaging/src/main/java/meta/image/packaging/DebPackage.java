package meta.image.packaging;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.vafer.jdeb.Console;
import org.vafer.jdeb.DataConsumer;
import org.vafer.jdeb.DataProducer;
import org.vafer.jdeb.DebMaker;
import org.vafer.jdeb.PackagingException;
import org.vafer.jdeb.shaded.commons.compress.archivers.tar.TarArchiveEntry;
import org.vafer.jdeb.utils.MapVariableResolver;

/** The Debian package. Its script {@code postinst} installs the image from {@code /usr/lib/meta-plugins/image}. */
final class DebPackage {
    private static final String PAYLOAD = "usr/lib/meta-plugins/image";
    private static final String DOCUMENTS = "usr/share/doc/meta-plugins";
    private static final List<String> SCRIPTS = List.of("postinst", "prerm", "postrm");
    private static final DateTimeFormatter MAIL_DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM uuuu HH:mm:ss Z", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private DebPackage() {}

    /**
     * Writes the package.
     *
     * @param work a folder for intermediate files; created if missing
     * @throws IOException if a file cannot be read or written, or jdeb cannot make the package
     */
    static void write(Path target, List<PackagedFile> image, Release release, Path work) throws IOException {
        List<PackagedFile> files = new ArrayList<>();
        for (PackagedFile file : image) {
            files.add(file.in(PAYLOAD));
        }
        Path texts = Files.createDirectories(work.resolve("deb"));
        Path changes = texts.resolve("changelog");
        Files.writeString(changes, filled("deb/changelog", release));
        TarGz.gzip(changes, texts.resolve("changelog.gz"));
        files.add(file(texts.resolve("changelog.gz"), DOCUMENTS + "/changelog.gz"));
        files.add(file(texts.resolve("copyright"), "deb/copyright", DOCUMENTS + "/copyright", release));
        files.add(
                file(texts.resolve("overrides"), "deb/overrides", "usr/share/lintian/overrides/meta-plugins", release));
        PackagedFile conffile =
                file(texts.resolve("defaults.json"), "deb/defaults.json", "etc/meta-plugins/defaults.json", release);
        files.add(conffile);
        files.addAll(foldersOf(files, texts));
        files.sort((one, other) -> one.path().compareTo(other.path()));

        Path control = Files.createDirectories(work.resolve("control"));
        Files.writeString(control.resolve("control"), filled("deb/control/control", release));
        for (String script : SCRIPTS) {
            Files.writeString(control.resolve(script), filled("deb/control/" + script, release));
        }
        var maker = new DebMaker(
                new Quiet(), List.of(producer(files, release)), List.of(producer(List.of(conffile), release)));
        maker.setDeb(target.toFile());
        maker.setControl(control.toFile());
        maker.setPackage("meta-plugins");
        maker.setSection("net");
        maker.setCompression("xz");
        maker.setDigest("SHA256");
        maker.setTarLongFileMode("posix");
        maker.setResolver(new MapVariableResolver(Map.of()));
        maker.setOutputTimestampMs(release.time().toEpochMilli());
        try {
            maker.makeDeb();
        } catch (PackagingException e) {
            Throwable cause = e;
            while (cause.getCause() != null) {
                cause = cause.getCause(); // the outer exceptions do not give the reason
            }
            throw new IOException(target + ": " + cause, e);
        }
    }

    private static PackagedFile file(Path file, String path) {
        return new PackagedFile(path, file, false, 0644);
    }

    private static PackagedFile file(Path file, String resource, String path, Release release) throws IOException {
        Files.writeString(file, filled(resource, release));
        return file(file, path);
    }

    /** {@return a resource with the values of the release} */
    private static String filled(String resource, Release release) {
        return LegalTexts.resource(resource)
                .replace("@VERSION@", release.debianVersion())
                .replace("@ARCHITECTURE@", release.architecture().text())
                .replace("@DATE@", MAIL_DATE.format(release.time()));
    }

    /**
     * {@return entries for the parent folders that have no entry in {@code files}} dpkg removes only folders of the package.
     *
     * @param any the {@link PackagedFile#source} of these entries; it is not read
     */
    private static List<PackagedFile> foldersOf(List<PackagedFile> files, Path any) {
        var paths = new TreeSet<String>();
        for (PackagedFile file : files) {
            for (int slash = file.path().indexOf('/');
                    slash >= 0;
                    slash = file.path().indexOf('/', slash + 1)) {
                paths.add(file.path().substring(0, slash));
            }
        }
        files.forEach(file -> paths.remove(file.path())); // folders of the image are among the files
        return paths.stream()
                .map(path -> new PackagedFile(path, any, true, 0755))
                .toList();
    }

    private static DataProducer producer(List<PackagedFile> files, Release release) {
        return receiver -> {
            for (PackagedFile file : files) {
                send(file, release, receiver);
            }
        };
    }

    private static void send(PackagedFile file, Release release, DataConsumer receiver) throws IOException {
        var entry = new TarArchiveEntry("./" + file.path() + (file.isFolder() ? "/" : ""), true);
        entry.setMode(file.mode());
        entry.setModTime(release.time().toEpochMilli());
        entry.setIds(0, 0);
        entry.setNames("root", "root");
        if (file.isFolder()) {
            receiver.onEachDir(entry);
            return;
        }
        entry.setSize(file.size());
        try (var in = Files.newInputStream(file.source())) {
            receiver.onEachFile(in, entry);
        }
    }

    /** Prints only warnings, because jdeb reports each file that it adds. */
    private static final class Quiet implements Console {
        @Override
        public void debug(String message) {
            // not printed
        }

        @Override
        public void info(String message) {
            // not printed
        }

        @Override
        public void warn(String message) {
            System.err.println("package: " + message);
        }
    }
}
