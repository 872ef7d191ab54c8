package meta.netlink.unix;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import meta.netlink.libc.Descriptor;
import meta.netlink.libc.Libc;
import meta.netlink.libc.UnixSocketCalls;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnixSocketTest {
    private static final Duration TIMEOUT = Duration.ofMinutes(1);

    @TempDir
    Path folder;

    private UnixListener listener;
    private UnixSocket client;
    private UnixSocket server;

    @BeforeEach
    void aConnection() throws IOException {
        listener = UnixListener.bind(path("socket"));
        client = UnixSocket.connect(path("socket"));
        server = listener.accept();
    }

    @AfterEach
    void closeAll() {
        client.close();
        server.close();
        listener.close();
    }

    @Test
    void bytesArriveCompleteAndInOrder() throws IOException {
        client.send("hello".getBytes(UTF_8));
        client.send(" you".getBytes(UTF_8));
        assertThat(server.receive(9, TIMEOUT)).asString(UTF_8).isEqualTo("hello you");

        byte[] large = new byte[3_000_000]; // more than the kernel buffers
        large[2_999_999] = 7;
        CompletableFuture<byte[]> received = CompletableFuture.supplyAsync(() -> receive(large.length));
        client.send(large);
        assertThat(received.join()).isEqualTo(large);
    }

    @Test
    void openFilesArePassedInOrder() throws IOException {
        Files.writeString(folder.resolve("a"), "of a");
        Files.writeString(folder.resolve("b"), "of b");
        try (Descriptor a = open("a");
                Descriptor b = open("b")) {
            client.send("xy".getBytes(UTF_8), List.of(a.number(), b.number()));
        }

        server.receive(2, TIMEOUT);

        assertThat(content(server.takeFile().orElseThrow())).isEqualTo("of a");
        assertThat(content(server.takeFile().orElseThrow())).isEqualTo("of b");
        assertThat(server.takeFile()).isEmpty();
    }

    @Test
    void filesThatAreNotTakenAreClosedWithTheConnection() throws IOException {
        try (Descriptor own = new Descriptor(Libc.open("/dev/null", Libc.O_RDONLY | Libc.O_CLOEXEC))) {
            client.send(new byte[1], List.of(own.number(), own.number(), own.number()));
        }
        long before = openFiles();
        server.receive(1, TIMEOUT);
        assertThat(openFiles()).isEqualTo(before + 3);

        server.takeFile().orElseThrow().close();
        server.close();

        assertThat(openFiles()).isEqualTo(before - 1);
    }

    @Test
    void aReleasedFileStaysOpenAfterClose() throws IOException {
        client.send(new byte[1], List.of(0));
        server.receive(1, TIMEOUT);
        PassedFile file = server.takeFile().orElseThrow();
        try (Descriptor released = new Descriptor(file.release())) {
            file.close();

            assertThat(Libc.fileSystemType(released.number())).isNotNegative();
            assertThatIllegalStateException().isThrownBy(file::release);
        }
    }

    @Test
    void anEndBeforeAllBytesThrowsEofException() throws IOException {
        client.send(new byte[3]);
        client.close();

        assertThatExceptionOfType(EOFException.class)
                .isThrownBy(() -> server.receive(4, TIMEOUT))
                .withMessage("3 of 4 bytes received before the end of the stream");
    }

    @Test
    void missingBytesCauseATimeout() {
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> server.receive(4, Duration.ofMillis(10)))
                .withMessage("the expected bytes have not arrived within 10 ms");
    }

    @Test
    void sendingToAClosedPeerFails() {
        server.close();

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> client.send(new byte[1]))
                .withMessage("sendmsg: EPIPE");
    }

    @Test
    void aDatagramArrivesAtTheSocketBoundToItsPath() throws IOException {
        Descriptor bound = UnixSocket.open(Libc.SOCK_DGRAM);
        assertThat(UnixSocketCalls.bind(bound.number(), path("notify"))).isZero();
        try (UnixSocket manager = new UnixSocket(bound);
                UnixSocket service = UnixSocket.connectDatagram(path("notify"))) {
            service.send("READY=1".getBytes(UTF_8));

            assertThat(manager.receive(7, TIMEOUT)).asString(UTF_8).isEqualTo("READY=1");
        }
    }

    @Test
    void aPathWithALeadingAtSignIsAnAbstractName() throws IOException {
        String name = "@meta-plugins-" + ProcessHandle.current().pid();
        Descriptor bound = UnixSocket.open(Libc.SOCK_DGRAM);
        assertThat(UnixSocketCalls.bind(bound.number(), name)).isZero();
        try (UnixSocket manager = new UnixSocket(bound);
                UnixSocket service = UnixSocket.connectDatagram(name)) {
            service.send(new byte[] {7});

            assertThat(manager.receive(1, TIMEOUT)).containsExactly(7);
            assertThat(Files.readString(Path.of("/proc/net/unix"))).contains(name);
        }
    }

    @Test
    void theUserIdOfThePeerIsKnown() throws IOException {
        int own = (Integer) Files.getAttribute(Path.of("/proc/self"), "unix:uid");
        assertThat(server.peerUserId()).isEqualTo(own);
    }

    @Test
    void onlyTheOwnerCanAccessTheSocketFile() throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("socket"))))
                .isEqualTo("rw-------");
    }

    @Test
    void aPathCanBeBoundOnlyOnce() {
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> UnixListener.bind(path("socket")))
                .withMessage(path("socket") + ": bind: EADDRINUSE");
    }

    @Test
    void connectingFailsWithoutAListener() {
        listener.close();

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> UnixSocket.connect(path("socket")))
                .withMessage(path("socket") + ": connect: ECONNREFUSED");
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> UnixSocket.connect(path("nosuch")))
                .withMessage(path("nosuch") + ": connect: ENOENT");
    }

    @Test
    void aPathThatIsTooLongIsRejectedAndNoDescriptorStaysOpen() throws IOException {
        String path = path("x".repeat(120));
        long before = openFiles();
        for (ThrowingCallable use : List.<ThrowingCallable>of(
                () -> UnixListener.bind(path),
                () -> UnixSocket.connect(path),
                () -> UnixSocket.connectDatagram(path))) {
            assertThatIllegalArgumentException().isThrownBy(use).withMessageContaining("1 to 107 bytes");
        }
        assertThat(openFiles()).isEqualTo(before);
    }

    @Test
    void endWakesAThreadThatWaitsForAConnection() {
        CompletableFuture<String> waiting = CompletableFuture.supplyAsync(() -> {
            try (UnixSocket _ = listener.accept()) {
                return "accepted";
            } catch (IOException e) {
                return String.valueOf(e.getMessage());
            }
        });

        listener.end();

        assertThat(waiting.join()).isEqualTo("accept: EINVAL");
    }

    private byte[] receive(int length) {
        try {
            return server.receive(length, TIMEOUT);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private Descriptor open(String file) {
        return new Descriptor(Libc.open(path(file), Libc.O_RDONLY | Libc.O_CLOEXEC));
    }

    private String path(String file) {
        return folder.resolve(file).toString();
    }

    private static String content(PassedFile file) throws IOException {
        try (Descriptor open = new Descriptor(file.release())) {
            return Files.readString(Path.of("/proc/self/fd/" + open.number()));
        }
    }

    private static long openFiles() throws IOException {
        try (var files = Files.list(Path.of("/proc/self/fd"))) {
            return files.count();
        }
    }
}
