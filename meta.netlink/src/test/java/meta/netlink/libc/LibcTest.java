package meta.netlink.libc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import meta.netlink.Errno;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LibcTest {
    private static final long PROC_MAGIC = 0x9fa0;

    @TempDir
    private Path folder;

    @Test
    void aFailedCallReturnsTheNegatedErrno() {
        assertThat(Libc.open("/no/such/file", Libc.O_RDONLY)).isEqualTo(-Errno.ENOENT.number());
        assertThat(Libc.open("/proc", Libc.O_WRONLY)).isEqualTo(-21); // EISDIR
        assertThat(Libc.close(-1)).isEqualTo(-9); // EBADF
        assertThat(Libc.setns(-1, Libc.CLONE_NEWNET)).isEqualTo(-9);
        assertThat(Libc.fileSystemType(-1)).isEqualTo(-9);
        assertThat(Libc.socket(Libc.AF_NETLINK, Libc.SOCK_RAW, 999)).isEqualTo(-93); // EPROTONOSUPPORT
    }

    @Test
    void aFileIsReadAndWritten() throws Exception {
        Path file = Files.writeString(folder.resolve("größe"), "old and longer");
        int writing = Libc.open(file.toString(), Libc.O_WRONLY | Libc.O_CLOEXEC);
        assertThat(Libc.write(writing, "new".getBytes(StandardCharsets.UTF_8))).isEqualTo(3);
        assertThat(Libc.close(writing)).isZero();
        assertThat(Files.readString(file)).isEqualTo("new and longer");

        int reading = Libc.open(file.toString(), Libc.O_RDONLY | Libc.O_CLOEXEC);
        ByteBuffer buffer = ByteBuffer.allocateDirect(5);
        assertThat(Libc.read(reading, buffer)).isEqualTo(5);
        assertThat(StandardCharsets.UTF_8.decode(buffer).toString()).isEqualTo("new a");
        assertThat(Libc.close(reading)).isZero();
    }

    @Test
    void theTypeOfAFileSystemIsRead() {
        int proc = Libc.open("/proc/self/status", Libc.O_RDONLY);
        assertThat(Libc.fileSystemType(proc)).isEqualTo(PROC_MAGIC);
        int namespace = Libc.open("/proc/self/ns/net", Libc.O_RDONLY);
        assertThat(Libc.fileSystemType(namespace)).isEqualTo(Libc.NSFS_MAGIC);
        assertThat(Libc.ioctl(namespace, Libc.NS_GET_NSTYPE)).isEqualTo(Libc.CLONE_NEWNET);
        Libc.close(proc);
        Libc.close(namespace);
    }

    @Test
    void aSocketCanBeReadFromAfterAReplyHasArrived() {
        int socket = Libc.socket(Libc.AF_NETLINK, Libc.SOCK_RAW | Libc.SOCK_CLOEXEC, Libc.NETLINK_ROUTE);
        assertThat(Libc.connectToKernel(socket)).isZero();
        assertThat(Libc.pollToRead(socket, Deadline.in(Duration.ZERO))).isZero();
        ByteBuffer buffer = ByteBuffer.allocateDirect(64);
        assertThat(Libc.recv(socket, buffer, Libc.MSG_DONTWAIT)).isEqualTo(-Errno.EAGAIN.number());
        ByteBuffer acknowledged = ByteBuffer.allocateDirect(16).order(ByteOrder.nativeOrder());
        acknowledged.putInt(0, 16).putShort(4, (short) 16).putShort(6, (short) 5); // NLM_F_REQUEST, NLM_F_ACK
        assertThat(Libc.send(socket, acknowledged)).isEqualTo(16);
        assertThat(Libc.pollToRead(socket, Deadline.in(Duration.ofSeconds(1)))).isEqualTo(1);
        assertThat(Libc.recv(socket, buffer, Libc.MSG_DONTWAIT)).isEqualTo(36);
        Libc.close(socket);
    }

    @Test
    void aPathWithANulIsRejected() {
        assertThatThrownBy(() -> Libc.open("/proc\0/x", Libc.O_RDONLY)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theErrorForAMissingFunctionNamesTheFunction() {
        assertThatThrownBy(() -> new NativeFunction("no_such_function", 1))
                .isInstanceOf(UnsatisfiedLinkError.class)
                .hasMessageContaining("no_such_function");
    }
}
