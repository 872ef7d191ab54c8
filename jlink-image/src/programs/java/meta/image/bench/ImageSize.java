package meta.image.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The size of an image.
 *
 * @param all the bytes of all files; symbolic links do not count
 * @param aotCache the bytes of the AOT cache; 0 if the image has no AOT cache
 */
public record ImageSize(long all, long aotCache) {
    public static ImageSize of(Path image) {
        try (Stream<Path> walk = Files.walk(image)) {
            List<Path> files = walk.filter(file -> Files.isRegularFile(file) && !Files.isSymbolicLink(file))
                    .toList();
            return new ImageSize(
                    bytes(files),
                    bytes(files.stream()
                            .filter(file -> file.toString().endsWith(".aot"))
                            .toList()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long bytes(List<Path> files) throws IOException {
        long sum = 0;
        for (Path file : files) {
            sum += Files.size(file);
        }
        return sum;
    }
}
