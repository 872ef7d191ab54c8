package meta.netlink.libc;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** No passed file stays open after the connection is closed. */
class PassedFileQueueTest {
    @Test
    void aFileThatArrivesAfterCloseIsClosed() {
        PassedFileQueue files = new PassedFileQueue();
        Descriptor early = open();
        Descriptor late = open();
        files.add(early);

        files.close();
        files.add(late);

        assertThat(early.isOpen()).isFalse();
        assertThat(late.isOpen()).isFalse();
        assertThat(files.take()).isEmpty();
    }

    private static Descriptor open() {
        return new Descriptor(Libc.open("/dev/null", Libc.O_RDONLY | Libc.O_CLOEXEC));
    }
}
