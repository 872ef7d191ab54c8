package meta.launcher.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import meta.netlink.unix.AppendFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFileTest {
    private static final Duration DAY = Duration.ofDays(1);

    @TempDir
    Path folder;

    private Path path;

    @BeforeEach
    void name() {
        path = folder.resolve("veth.log");
    }

    @Test
    void aFullFileIsRotatedAndTheOldestDeleted() throws IOException {
        try (var file =
                new LogFile(path, new RotationLimits(8, DAY, 2), InstantSource.system(), new LogRules.OfRoot())) {
            for (String line : List.of("1\n", "1.\n", "2....\n", "3.....\n", "4....\n", "5\n")) {
                file.append(line.getBytes(UTF_8));
            }
        }
        assertThat(path).hasContent("4....\n5\n");
        assertThat(rotated(1)).hasContent("3.....\n");
        assertThat(rotated(2)).hasContent("2....\n");
        assertThat(rotated(3)).doesNotExist();
    }

    @Test
    void aLineLongerThanTheLimitHasAFileOfItsOwn() throws IOException {
        try (var file =
                new LogFile(path, new RotationLimits(4, DAY, 5), InstantSource.system(), new LogRules.OfRoot())) {
            file.append("long line\n".getBytes(UTF_8));
            file.append("x\n".getBytes(UTF_8));
        }
        assertThat(rotated(1)).hasContent("long line\n");
        assertThat(path).hasContent("x\n");
    }

    @Test
    void aFileThatIsOldIsRotated() throws IOException {
        write("1\n", Instant.now());
        write("2\n", Instant.now().plus(DAY).plusSeconds(60));

        assertThat(rotated(1)).hasContent("1\n");
        assertThat(path).hasContent("2\n");
    }

    @Test
    void aRotatedFileThatIsOldIsDeleted() throws IOException {
        Files.writeString(rotated(1), "old\n");
        Files.setLastModifiedTime(rotated(1), FileTime.from(Instant.now().minus(DAY.multipliedBy(2))));
        write("1\n", Instant.now());
        write("2\n", Instant.now().plus(DAY).plusSeconds(60));

        assertThat(rotated(1)).hasContent("1\n");
        assertThat(rotated(2)).doesNotExist();
    }

    @Test
    void whatALargerLimitLeftBehindIsDeleted() throws IOException {
        for (int number = 1; number <= 9; number++) {
            Files.writeString(rotated(number), number + "\n");
        }
        try (var file =
                new LogFile(path, new RotationLimits(2, DAY, 3), InstantSource.system(), new LogRules.OfRoot())) {
            file.append("a\n".getBytes(UTF_8));
            file.append("b\n".getBytes(UTF_8));
        }
        assertThat(rotated(3)).hasContent("2\n");
        assertThat(rotated(4)).doesNotExist();
        assertThat(rotated(9)).doesNotExist();
    }

    @Test
    void theFileBehindTheNameIsTheOneThatIsWritten() throws IOException {
        try (var file = new LogFile(path, new RotationLimits(100, DAY, 5), laterEachTime(), new LogRules.OfRoot())) {
            file.append("1\n".getBytes(UTF_8));
            Files.move(path, rotated(1));
            file.append("2\n".getBytes(UTF_8));
            Files.delete(path);
            file.append("3\n".getBytes(UTF_8));
        }
        assertThat(rotated(1)).hasContent("1\n");
        assertThat(path).hasContent("3\n");
    }

    @Test
    void linesAtOnceGoToTheFileThatWasSeenFirstAndNoneIsLost() throws IOException {
        try (var file = new LogFile(
                path, new RotationLimits(100, DAY, 5), InstantSource.fixed(Instant.now()), new LogRules.OfRoot())) {
            file.append("1\n".getBytes(UTF_8));
            Files.move(path, rotated(1));
            file.append("2\n".getBytes(UTF_8));
        }
        assertThat(rotated(1)).hasContent("1\n2\n");
    }

    @Test
    void whileAnotherRotatesTheLineIsWrittenAllTheSame() throws IOException {
        try (var file = new LogFile(
                        path, new RotationLimits(2, DAY, 5), InstantSource.system(), new LogRules.OfRoot());
                var other = AppendFile.open(path, 0640)) {
            file.append("1\n".getBytes(UTF_8));
            assertThat(other.tryLock()).isTrue();
            file.append("2\n".getBytes(UTF_8));
        }
        assertThat(path).hasContent("1\n2\n");
        assertThat(rotated(1)).doesNotExist();
    }

    @Test
    void aLinkIsNotFollowed() throws IOException {
        Files.createSymbolicLink(path, folder.resolve("target.log"));

        assertThatThrownBy(() -> write("1\n", Instant.now())).hasMessage(path + ": ELOOP");
        assertThat(folder.resolve("target.log")).doesNotExist();
    }

    @Test
    void somethingElseThanAFileIsRefused() {
        assertThatThrownBy(() -> {
                    try (var file = new LogFile(
                            folder, new RotationLimits(2, DAY, 5), InstantSource.system(), new LogRules.OfRoot())) {
                        file.append("1\n".getBytes(UTF_8));
                    }
                })
                .isInstanceOf(IOException.class)
                .hasMessage(folder + " is not a regular file");
    }

    private static InstantSource laterEachTime() {
        AtomicInteger seconds = new AtomicInteger();
        return () -> Instant.now().plusSeconds(seconds.incrementAndGet());
    }

    private void write(String line, Instant now) throws IOException {
        try (var file =
                new LogFile(path, new RotationLimits(100, DAY, 5), InstantSource.fixed(now), new LogRules.OfRoot())) {
            file.append(line.getBytes(UTF_8));
        }
    }

    private Path rotated(int number) {
        return folder.resolve("veth.log." + number);
    }
}
