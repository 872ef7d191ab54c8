package meta.launcher.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static meta.launcher.log.OpenLogFile.FIRST_LINE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import meta.launcher.defaults.NodeDefaults;
import meta.netlink.unix.AppendFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFileTest {
    private static final Duration DAY = Duration.ofDays(1);

    /** A time before the creation of every file. At this time, no file has reached its maximum age. */
    private static final Instant EARLY = Instant.EPOCH;

    @TempDir
    Path folder;

    private Path path;

    @BeforeEach
    void name() {
        path = folder.resolve("veth.log");
    }

    @Test
    void aFullFileIsRotatedAndTheOldestFileIsDeleted() throws IOException {
        try (var file = log(path, 8, 2, InstantSource.fixed(EARLY))) {
            for (String line : List.of("1\n", "1.\n", "2....\n", "3.....\n", "4....\n", "5\n")) {
                file.append(line.getBytes(UTF_8));
            }
        }
        assertThat(path).hasContent(FIRST_LINE + "4....\n5\n");
        assertThat(rotated(1)).hasContent(FIRST_LINE + "3.....\n");
        assertThat(rotated(2)).hasContent(FIRST_LINE + "2....\n");
        assertThat(rotated(3)).doesNotExist();
    }

    @Test
    void aLineLongerThanTheLimitGetsAFileOfItsOwn() throws IOException {
        try (var file = log(path, 4, 5, InstantSource.fixed(EARLY))) {
            file.append("long line\n".getBytes(UTF_8));
            file.append("x\n".getBytes(UTF_8));
        }
        assertThat(rotated(1)).hasContent(FIRST_LINE + "long line\n");
        assertThat(path).hasContent(FIRST_LINE + "x\n");
    }

    @Test
    void anOldFileIsRotated() throws IOException {
        write("1\n", EARLY);
        write("2\n", created(path).plus(DAY).plusSeconds(60));

        assertThat(rotated(1)).hasContent(FIRST_LINE + "1\n");
        assertThat(path).hasContent(FIRST_LINE + "2\n");
    }

    @Test
    void anOldRotatedFileIsDeleted() throws IOException {
        Files.writeString(rotated(1), FIRST_LINE + "old\n");
        Files.setLastModifiedTime(rotated(1), FileTime.from(created(rotated(1)).minus(DAY.multipliedBy(2))));
        write("1\n", EARLY);
        write("2\n", created(path).plus(DAY).plusSeconds(60));

        assertThat(rotated(1)).hasContent(FIRST_LINE + "1\n");
        assertThat(rotated(2)).doesNotExist();
    }

    @Test
    void filesBeyondASmallerLimitAreDeleted() throws IOException {
        for (int number = 1; number <= 9; number++) {
            Files.writeString(rotated(number), FIRST_LINE + number + "\n");
        }
        try (var file = log(path, 2, 3, InstantSource.fixed(EARLY))) {
            file.append("a\n".getBytes(UTF_8));
            file.append("b\n".getBytes(UTF_8));
        }
        assertThat(rotated(3)).hasContent(FIRST_LINE + "2\n");
        assertThat(rotated(4)).doesNotExist();
        assertThat(rotated(9)).doesNotExist();
    }

    /** As {@code copytruncate} of logrotate(8) does. */
    @Test
    void aFileThatAnotherProgramEmptiesBeginsWithTheFirstLineAgain() throws IOException {
        try (var file = log(path, 100, 5, laterEachTime())) {
            file.append("1\n".getBytes(UTF_8));
        }
        try (var file = log(path, 100, 5, laterEachTime())) {
            file.append("2\n".getBytes(UTF_8));
            Files.writeString(path, "");
            file.append("3\n".getBytes(UTF_8));
        }
        assertThat(path).hasContent(FIRST_LINE + "3\n");
    }

    @Test
    void ifTheFileIsRenamedOrDeletedANewFileIsWrittenAtThePath() throws IOException {
        try (var file = log(path, 100, 5, laterEachTime())) {
            file.append("1\n".getBytes(UTF_8));
            Files.move(path, rotated(1));
            file.append("2\n".getBytes(UTF_8));
            Files.delete(path);
            file.append("3\n".getBytes(UTF_8));
        }
        assertThat(rotated(1)).hasContent(FIRST_LINE + "1\n");
        assertThat(path).hasContent(FIRST_LINE + "3\n");
    }

    @Test
    void linesInQuickSuccessionAreWrittenToOneFileEvenIfItIsRenamed() throws IOException {
        try (var file = log(path, 100, 5, InstantSource.fixed(EARLY))) {
            file.append("1\n".getBytes(UTF_8));
            Files.move(path, rotated(1));
            file.append("2\n".getBytes(UTF_8));
        }
        assertThat(rotated(1)).hasContent(FIRST_LINE + "1\n2\n");
    }

    @Test
    void aLineIsWrittenWhileAnotherProcessRotates() throws IOException {
        try (var file = log(path, 2, 5, InstantSource.fixed(EARLY));
                var other = AppendFile.open(path, 0640)) {
            file.append("1\n".getBytes(UTF_8));
            assertThat(other.tryLock()).isTrue();
            file.append("2\n".getBytes(UTF_8));
        }
        assertThat(path).hasContent(FIRST_LINE + "1\n2\n");
        assertThat(rotated(1)).doesNotExist();
    }

    /** A thread can log a line at the moment when another one closes the file. */
    @Test
    void aClosedFileIsNotOpenedAgain() throws IOException {
        var file = log(path, 100, 5, InstantSource.fixed(EARLY));
        file.append("1\n".getBytes(UTF_8));
        file.close();
        Files.delete(path);

        file.append("2\n".getBytes(UTF_8));

        assertThat(path).doesNotExist();
    }

    @Test
    void aSymbolicLinkIsNotFollowed() throws IOException {
        Files.createSymbolicLink(path, folder.resolve("target.log"));

        assertThatThrownBy(() -> write("1\n", EARLY)).hasMessage(path + ": ELOOP");
        assertThat(folder.resolve("target.log")).doesNotExist();
    }

    @Test
    void aFolderIsNotWritten() {
        assertThatThrownBy(() -> {
                    try (var file = log(folder, 2, 5, InstantSource.fixed(EARLY))) {
                        file.append("1\n".getBytes(UTF_8));
                    }
                })
                .isInstanceOf(IOException.class)
                .hasMessage(folder + " is not a regular file");
    }

    /** {@return a log file whose maximum size is the size of the first line plus this number of bytes} */
    private static LogFile log(Path path, int bytes, int files, InstantSource clock) {
        RotationLimits limits = new RotationLimits(FIRST_LINE.length() + bytes, DAY, files);
        return new LogFile(
                path, limits, clock, new LogFolderPolicy(new NodeDefaults(Path.of("/nonexistent")), System.err));
    }

    private static InstantSource laterEachTime() {
        AtomicInteger seconds = new AtomicInteger();
        return () -> EARLY.plusSeconds(seconds.incrementAndGet());
    }

    private static Instant created(Path file) throws IOException {
        return Files.readAttributes(file, BasicFileAttributes.class)
                .creationTime()
                .toInstant();
    }

    private void write(String line, Instant now) throws IOException {
        try (var file = log(path, 100, 5, InstantSource.fixed(now))) {
            file.append(line.getBytes(UTF_8));
        }
    }

    private Path rotated(int number) {
        return folder.resolve("veth.log." + number);
    }
}
