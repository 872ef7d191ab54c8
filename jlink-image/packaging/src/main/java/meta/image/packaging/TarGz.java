package meta.image.packaging;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.zip.Deflater;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipParameters;

/** Writes {@code .tar.gz} archives, and compresses single files. */
final class TarGz {
    private TarGz() {}

    /** Writes the files in their order, owned by root and with the time of the release. */
    static void write(Path target, List<PackagedFile> files, Release release) throws IOException {
        try (OutputStream file = new BufferedOutputStream(Files.newOutputStream(target));
                var gzip = new GzipCompressorOutputStream(file, bestCompression());
                var tar = new TarArchiveOutputStream(gzip, "UTF-8")) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            for (PackagedFile each : files) {
                var entry = new TarArchiveEntry(each.path() + (each.isFolder() ? "/" : ""));
                entry.setSize(each.size());
                entry.setMode(each.mode());
                entry.setModTime(FileTime.from(release.time()));
                entry.setIds(0, 0);
                entry.setNames("root", "root");
                tar.putArchiveEntry(entry);
                if (!each.isFolder()) {
                    Files.copy(each.source(), tar);
                }
                tar.closeArchiveEntry();
            }
        }
    }

    /** Writes the compressed content of {@code source} to {@code target}. */
    static void gzip(Path source, Path target) throws IOException {
        try (var out = new GzipCompressorOutputStream(Files.newOutputStream(target), bestCompression())) {
            Files.copy(source, out);
        }
    }

    private static GzipParameters bestCompression() {
        var parameters = new GzipParameters(); // without a time and a file name
        parameters.setCompressionLevel(Deflater.BEST_COMPRESSION);
        return parameters;
    }
}
