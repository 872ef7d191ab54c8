package meta.netlink.libc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Only one package of the module calls native code. */
class NativeBoundaryTest {
    @Test
    void onlyThePackageOfLibcUsesJffi() throws Exception {
        Path classes = Path.of(
                Libc.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        try (Stream<Path> files = Files.walk(classes)) {
            List<Path> mentioning = files.filter(file -> file.toString().endsWith(".class"))
                    .filter(file -> !file.endsWith("module-info.class"))
                    .filter(NativeBoundaryTest::mentionsJffi)
                    .map(file -> classes.relativize(file).getParent())
                    .distinct()
                    .toList();
            assertThat(mentioning).containsExactly(Path.of("meta", "netlink", "libc"));
        }
    }

    private static boolean mentionsJffi(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains("com/kenai/jffi");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
