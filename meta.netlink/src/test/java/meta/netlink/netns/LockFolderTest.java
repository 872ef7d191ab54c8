package meta.netlink.netns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import meta.netlink.netns.NamespaceException.Reason;
import meta.netlink.testbed.NeedsRealKernel;
import meta.netlink.testbed.ScratchNamespaces;
import meta.netlink.testbed.UnreadableFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Only one caller at a time can lock a network namespace. */
@NeedsRealKernel
class LockFolderTest {
    private static final Duration AT_ONCE = Duration.ofMillis(1);

    @TempDir
    private Path temporary;

    private LockFolder directory() {
        return new LockFolder(temporary.resolve("meta-plugins/locks"));
    }

    @Test
    void twoPathsOfOneNamespaceLeadToOneLock(ScratchNamespaces net) throws Exception {
        String name = net.make("pod");
        Process inPod = new ProcessBuilder("ip", "netns", "exec", name, "cat").start();
        try (NetworkNamespace byName = NetworkNamespace.open(net.path(name));
                NetworkNamespace byProcess = openOf(inPod, byName)) {
            try (NamespaceFlock lock = directory().lock(byName, AT_ONCE)) {
                assertThat(lock.remark()).isEmpty();
                assertThatThrownBy(() -> directory().lock(byProcess, AT_ONCE))
                        .isInstanceOfSatisfying(
                                NamespaceException.class,
                                e -> assertThat(e.reason()).isEqualTo(Reason.LOCKED))
                        .hasMessage("/proc/" + inPod.pid() + "/ns/net: still locked by another call after 1 ms");
                assertThatThrownBy(() -> directory().lock(byName, AT_ONCE)).isInstanceOf(NamespaceException.class);
            }
            directory().lock(byProcess, AT_ONCE).close();
        } finally {
            inPod.destroy();
        }
    }

    @Test
    void aNamespaceCanBeLockedByItsIdentityUnlessAnotherCallHoldsTheLock(ScratchNamespaces net) throws Exception {
        String name = net.make("pod");
        try (NetworkNamespace pod = NetworkNamespace.open(net.path(name))) {
            try (NamespaceFlock _ = directory().lock(pod, AT_ONCE)) {
                assertThatThrownBy(() -> directory().lock(pod.identity(), AT_ONCE))
                        .isInstanceOf(NamespaceException.class)
                        .hasMessage(
                                "network namespace " + pod.identity() + ": still locked by another call after 1 ms");
            }
            net.delete(name);
            try (NamespaceFlock lock = directory().lock(pod.identity(), AT_ONCE)) {
                assertThat(lock.remark()).isEmpty();
                assertThatThrownBy(() -> directory().lock(pod, AT_ONCE)).isInstanceOf(NamespaceException.class);
            }
        }
        assertThat(names(directory().path())).isEmpty();
    }

    @Test
    void anInvalidIdentityLocksNothing() throws Exception {
        try (NamespaceFlock lock = directory().lock("../4-2", AT_ONCE)) {
            assertThat(lock.remark())
                    .isEqualTo("\"../4-2\" is not the identity of a namespace; continues without a lock");
        }
        assertThat(temporary).isEmptyDirectory();
    }

    @Test
    void aLockOnTheNamespacesOwnFileDoesNotPreventALockInTheFolder(ScratchNamespaces net) throws Exception {
        Path file = net.path(net.make("pod"));
        Process hostile = holding(file);
        try (NetworkNamespace pod = NetworkNamespace.open(file);
                NamespaceFlock lock = directory().lock(pod, AT_ONCE)) {
            assertThat(lock.remark()).isEmpty();
        } finally {
            hostile.destroy();
        }
    }

    @Test
    void onlyTheOwnerCanAccessTheFolderAndTheLockFile(ScratchNamespaces net) throws Exception {
        try (NetworkNamespace pod = NetworkNamespace.open(net.path(net.make("pod")));
                NamespaceFlock _ = directory().lock(pod, AT_ONCE)) {
            assertThat(PosixFilePermissions.toString(
                            Files.getPosixFilePermissions(directory().path())))
                    .isEqualTo("rwx------");
            assertThat(PosixFilePermissions.toString(
                            Files.getPosixFilePermissions(directory().path().resolve(pod.identity()))))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void anotherProcessCannotLockTheLockFile(ScratchNamespaces net) throws Exception {
        try (NetworkNamespace pod = NetworkNamespace.open(net.path(net.make("pod")));
                NamespaceFlock _ = directory().lock(pod, AT_ONCE)) {
            assertThat(flock(directory().path().resolve(pod.identity()))).isEqualTo(1);
        }
    }

    @Test
    void theIdentityOfANamespaceIsTheDeviceAndInodeThatStatPrints(ScratchNamespaces net) throws Exception {
        Path file = net.path(net.make("pod"));
        Process stat = new ProcessBuilder("stat", "-L", "-c", "%d-%i", file.toString()).start();
        try (NetworkNamespace pod = NetworkNamespace.open(file)) {
            assertThat(new String(stat.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.US_ASCII)
                            .strip())
                    .isEqualTo(pod.identity());
        }
    }

    @Test
    void releasingALockRemovesItsFileEvenIfTheNamespaceIsClosed(ScratchNamespaces net) throws Exception {
        NetworkNamespace pod = NetworkNamespace.open(net.path(net.make("pod")));
        try (NamespaceFlock _ = directory().lock(pod, AT_ONCE)) {
            pod.close(); // the lock remains
            assertThat(names(directory().path())).hasSize(1);
        }
        assertThat(names(directory().path())).isEmpty();
    }

    @Test
    void twoNamespacesCanBeLockedAtTheSameTime(ScratchNamespaces net) throws IOException {
        try (NetworkNamespace one = NetworkNamespace.open(net.path(net.make("one")));
                NetworkNamespace two = NetworkNamespace.open(net.path(net.make("two")));
                NamespaceFlock ofOne = directory().lock(one, AT_ONCE);
                NamespaceFlock ofTwo = directory().lock(two, AT_ONCE)) {
            assertThat(ofOne).isNotSameAs(ofTwo);
        }
    }

    @Test
    void ofManyThreadsOnlyOneAtATimeHasTheLock(ScratchNamespaces net) throws Exception {
        try (NetworkNamespace pod = NetworkNamespace.open(net.path(net.make("pod")));
                ExecutorService callers = Executors.newFixedThreadPool(8)) {
            AtomicInteger inside = new AtomicInteger();
            AtomicInteger most = new AtomicInteger();
            List<Future<?>> calls = new ArrayList<>();
            for (int call = 0; call < 200; call++) {
                calls.add(callers.submit(() -> {
                    try (NamespaceFlock _ = directory().lock(pod, Duration.ofMinutes(2))) {
                        most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                        inside.decrementAndGet();
                    }
                    return null;
                }));
            }
            for (Future<?> call : calls) {
                call.get();
            }
            assertThat(most).hasValue(1);
            assertThat(names(directory().path())).isEmpty();
        }
    }

    @Test
    void releasingALockDoesNotRemoveTheFileOfALaterLock(ScratchNamespaces net) throws Exception {
        try (NetworkNamespace pod = NetworkNamespace.open(net.path(net.make("pod")))) {
            Path file = directory().path().resolve(pod.identity());
            NamespaceFlock lock = directory().lock(pod, AT_ONCE);
            Files.delete(file); // as a program that cleans /run could do
            try (NamespaceFlock second = directory().lock(pod, AT_ONCE)) {
                lock.close();
                assertThat(second.remark()).isEmpty();
                assertThatThrownBy(() -> directory().lock(pod, AT_ONCE)).isInstanceOf(NamespaceException.class);
            }
        }
    }

    @Test
    void aSymbolicLinkInPlaceOfTheLockFileIsNotFollowed(ScratchNamespaces net) throws Exception {
        try (NetworkNamespace pod = NetworkNamespace.open(net.path(net.make("pod")))) {
            directory().lock(pod, AT_ONCE).close();
            Path target = Files.writeString(temporary.resolve("target"), "");
            Files.createSymbolicLink(directory().path().resolve(pod.identity()), target);
            try (NamespaceFlock lock = directory().lock(pod, AT_ONCE)) {
                assertThat(lock.remark()).endsWith("ELOOP; locked the namespace's own file instead");
            }
            assertThat(target).exists();
        }
    }

    @Test
    void ifTheFolderCannotBeCreatedTheNamespacesOwnFileIsLocked(ScratchNamespaces net) throws Exception {
        Path file = net.path(net.make("pod"));
        LockFolder none = new LockFolder(Path.of("/proc/meta-plugins/locks"));
        try (NetworkNamespace pod = NetworkNamespace.open(file)) {
            try (NamespaceFlock lock = none.lock(pod, AT_ONCE)) {
                assertThat(lock.remark()).endsWith("ENOENT; locked the namespace's own file instead");
                assertThat(flock(file)).isEqualTo(1);
            }
            Process hostile = holding(file);
            try (NamespaceFlock lock = none.lock(pod, AT_ONCE)) {
                assertThat(lock.remark()).endsWith("; continues without a lock");
            } finally {
                hostile.destroy();
            }
        }
    }

    @Test
    void aFolderThatOtherUsersCanWriteToIsNotUsed(ScratchNamespaces net) throws Exception {
        Files.createDirectories(directory().path());
        Files.setPosixFilePermissions(directory().path(), PosixFilePermissions.fromString("rwxrwxrwx"));
        try (NetworkNamespace pod = NetworkNamespace.open(net.path(net.make("pod")));
                NamespaceFlock lock = directory().lock(pod, AT_ONCE)) {
            assertThat(lock.remark()).contains("can be written by other users");
        }
    }

    @Test
    void aSweepRemovesOnlyLockFilesThatNoProcessHolds(ScratchNamespaces net) throws Exception {
        try (NetworkNamespace pod = NetworkNamespace.open(net.path(net.make("pod")));
                NamespaceFlock _ = directory().lock(pod, AT_ONCE)) {
            Files.writeString(directory().path().resolve("4-4026539999"), "");
            directory().sweep();
            assertThat(names(directory().path())).containsExactly(pod.identity());
        }
    }

    private static List<String> names(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> String.valueOf(file.getFileName())).toList();
        }
    }

    /** Opens the namespace of a process as soon as the process has entered the expected namespace. */
    private static NetworkNamespace openOf(Process process, NetworkNamespace expected) throws IOException {
        while (true) {
            NetworkNamespace found = NetworkNamespace.open(Path.of("/proc", Long.toString(process.pid()), "ns", "net"));
            if (found.isSameAs(expected)) {
                return found;
            }
            found.close();
            Thread.onSpinWait();
        }
    }

    /** {@return a process that holds the {@code flock(2)} of a file until it is ended} */
    private static Process holding(Path file) throws IOException {
        Process holder =
                new ProcessBuilder("flock", "--no-fork", file.toString(), "sh", "-c", "echo; exec sleep 600").start();
        assertThat(holder.getInputStream().read()).isEqualTo('\n');
        return holder;
    }

    /** Tries to lock a file with {@code flock(1)}, and returns the exit status: 0 if the lock was free, 1 if another process holds it. */
    private static int flock(Path file) throws Exception {
        return new ProcessBuilder("flock", "--nonblock", file.toString(), "true")
                .start()
                .waitFor();
    }

    @Test
    void anInterruptedCallDoesNotContinueWithoutALock(ScratchNamespaces net) throws Exception {
        Path file = net.path(net.make("pod"));
        LockFolder none = new LockFolder(Path.of("/proc/meta-plugins/locks"));
        Process hostile = holding(file);
        try (NetworkNamespace pod = NetworkNamespace.open(file)) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> none.lock(pod, AT_ONCE))
                    .isInstanceOf(NamespaceException.class)
                    .hasMessageContaining("interrupted");
        } finally {
            assertThat(Thread.interrupted()).isTrue();
            hostile.destroy();
        }
    }

    @Test
    void aSweepOfAFolderThatCannotBeListedDoesNothing() throws Exception {
        try (UnreadableFolder folder = UnreadableFolder.create()) {
            assertThatCode(() -> new LockFolder(folder.path()).sweep()).doesNotThrowAnyException();
        }
    }
}
