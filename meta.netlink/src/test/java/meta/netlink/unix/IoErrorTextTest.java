package meta.netlink.unix;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.NotLinkException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The text for an error contains the file and the reason. */
class IoErrorTextTest {
    private static String line(Exception error) {
        return new IoErrorText(error).line();
    }

    @Test
    void anExceptionWhoseMessageIsOnlyThePathGetsAReason() {
        assertThat(line(new AccessDeniedException("/opt/x"))).isEqualTo("/opt/x: permission denied");
        assertThat(line(new NoSuchFileException("/opt/x"))).isEqualTo("/opt/x: no such file");
        assertThat(line(new FileAlreadyExistsException("/opt/x"))).isEqualTo("/opt/x: the file already exists");
        assertThat(line(new DirectoryNotEmptyException("/opt/x"))).isEqualTo("/opt/x: the folder is not empty");
        assertThat(line(new NotDirectoryException("/opt/x"))).isEqualTo("/opt/x: not a folder");
        assertThat(line(new NotLinkException("/opt/x"))).isEqualTo("/opt/x: NotLinkException");
    }

    @Test
    void aReasonInTheExceptionStays() {
        FileSystemException full = new FileSystemException("/opt/x", null, "No space left on device");

        assertThat(line(full)).isEqualTo("/opt/x: No space left on device");
        assertThat(new IoErrorText(full).reason()).isEqualTo("No space left on device");
        assertThat(line(new IOException("a text"))).isEqualTo("a text");
    }

    @Test
    void aWrappedExceptionGivesTheSameText() {
        AccessDeniedException denied = new AccessDeniedException("/opt/x");

        assertThat(line(new UncheckedIOException(denied))).isEqualTo(line(denied));
        assertThat(line(new DirectoryIteratorException(denied))).isEqualTo(line(denied));
    }

    @Test
    void anExceptionWithoutAMessageIsNamed() {
        assertThat(line(new ClosedChannelException())).isEqualTo("ClosedChannelException");
    }

    @Test
    void thePlaceIsAtTheBeginningOnce() {
        AccessDeniedException denied = new AccessDeniedException("/opt/x");

        assertThat(new IoErrorText(denied).at(Path.of("/opt/x"))).isEqualTo("/opt/x: permission denied");
        assertThat(new IoErrorText(denied).at("/opt")).isEqualTo("/opt: /opt/x: permission denied");
    }
}
