package meta.launcher.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import meta.core.call.CatalogSource;
import meta.core.plugin.Catalog;
import meta.launcher.call.TestCatalog;
import meta.netlink.netns.NetworkNamespace;
import meta.netlink.testbed.NeedsRealKernel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sample calls after the start of an agent end as in the training of the image, and leave no files. */
@NeedsRealKernel
class RehearsalCallsTest {
    private static final Path TRAINING = Path.of("../jlink-image/src/main/training");
    private static final Catalog CATALOG = TestCatalog.catalog();

    @TempDir
    Path temporary;

    @Test
    void eachCallOfEachRoundEndsAsInTheTraining() throws Exception {
        Path socket = temporary.resolve("agent.sock");
        int made = onAThread(() -> {
            try (RehearsalFolder folder = RehearsalFolder.beside(socket);
                    RehearsalNode node = RehearsalNode.enterNew()) {
                List<Runnable> calls = new RehearsalCalls(node, folder, (_, _) -> CATALOG).in(TRAINING);
                for (int round = 0; round < 2; round++) {
                    calls.forEach(Runnable::run); // a call with an unexpected result throws
                }
                assertThat(folder.log()).content().contains("ADD eth0", "DEL eth0");
                return calls.size();
            }
        });

        assertThat(made).isGreaterThan(10);
        assertThat(temporary).isEmptyDirectory();
    }

    @Test
    void theNamespacesOfARehearsalAreNew() throws Exception {
        try (NetworkNamespace own = NetworkNamespace.current()) {
            List<String> identities = onAThread(() -> {
                try (RehearsalNode node = RehearsalNode.enterNew();
                        NetworkNamespace host = NetworkNamespace.current()) {
                    return List.of(host.identity(), node.pod().identity());
                }
            });

            assertThat(identities).doesNotContain(own.identity()).doesNotHaveDuplicates();
            assertThat(own.isCurrent()).isTrue();
        }
    }

    @Test
    void aFolderOfAnAgentThatWasKilledIsReplaced() throws Exception {
        Path socket = temporary.resolve("agent.sock");
        RehearsalFolder former = RehearsalFolder.beside(socket);
        Files.createDirectories(former.attachments());
        Files.writeString(former.attachments().resolve("record"), "{}");

        try (RehearsalFolder folder = RehearsalFolder.beside(socket)) {
            assertThat(folder.path()).isEqualTo(former.path());
            assertThat(folder.attachments()).doesNotExist();
        }

        assertThat(temporary).isEmptyDirectory();
    }

    private static <T> T onAThread(Callable<T> work) throws Exception {
        FutureTask<T> task = new FutureTask<>(work);
        Thread.ofPlatform().start(task);
        return task.get();
    }

    @Test
    void anOutOfMemoryErrorOfACallIsThrown() throws Exception {
        CatalogSource exhausted = (_, _) -> {
            throw new OutOfMemoryError("Java heap space");
        };
        Throwable thrown = onAThread(() -> {
            try (RehearsalFolder folder = RehearsalFolder.beside(temporary.resolve("agent.sock"));
                    RehearsalNode node = RehearsalNode.enterNew()) {
                List<Runnable> calls = new RehearsalCalls(node, folder, exhausted).in(TRAINING);
                return catchThrowable(() -> calls.forEach(Runnable::run));
            }
        });

        assertThat(thrown).isInstanceOf(OutOfMemoryError.class).hasMessageContaining("Java heap space");
    }
}
