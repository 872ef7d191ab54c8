package meta.launcher.conflist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.Supplier;
import meta.core.plugin.Catalog;
import meta.launcher.call.TestCatalog;
import meta.launcher.runtime.NodeFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests when the keeper restores an entry that another program has removed. The tests pass the time of each scan, in milliseconds. */
class ConflistKeeperTest {
    private static final String LIST = "/etc/cni/net.d/05-cilium.conflist";
    private static final String OTHERS =
            "{\"cniVersion\": \"0.3.1\", \"name\": \"cilium\", \"plugins\": [{\"type\": \"cilium-cni\"}]}";
    private static final String OPTIONS =
            "\"overlay_hijack_subnet\": \"10.244.0.0/16\", \"service_hijack_subnet\": \"10.96.0.0/12\"";
    private static final String OURS = OTHERS.replace("]", ", {\"type\": \"veth\", " + OPTIONS + "}]");

    @TempDir
    private Path folder;

    private final List<String> reports = new ArrayList<>();

    private NodeFiles node() {
        return new NodeFiles(folder);
    }

    private ConflistKeeper keeper() throws IOException, ConflistException {
        ChainEntry entry = ChainEntry.of("veth", "", ("{" + OPTIONS + "}").getBytes(StandardCharsets.UTF_8));
        new RestoredEntryRecords(node().root()).write(new RestoredEntry(LIST, entry));
        return new ConflistKeeper(node().root(), TestCatalog::catalog, reports::add);
    }

    @Test
    void anEntryIsRestoredASecondAfterItWasRemoved() throws Exception {
        node().with(LIST, OURS);
        ConflistKeeper keeper = keeper();
        keeper.scan(0);
        node().with(LIST, OTHERS);

        assertThat(keeper.scan(5_000)).isEqualTo(1_000);
        assertThat(node().text(LIST)).isEqualTo(OTHERS);
        keeper.scan(6_000);

        assertThat(node().text(LIST)).isEqualTo(OURS);
        assertThat(reports).containsExactly(LIST + ": \"veth\" was restored, because another program had removed it");
    }

    @Test
    void theDelayDoublesAndAfterSixAttemptsTheEntryIsNotRestoredAnyMore() throws Exception {
        node().with(LIST, OTHERS);
        ConflistKeeper keeper = keeper();
        List<Long> delays = new ArrayList<>();
        long now = 0;
        for (int i = 0; i < 6; i++) {
            node().with(LIST, OTHERS);
            long delay = keeper.scan(now);
            delays.add(delay);
            now += delay;
            keeper.scan(now);
            assertThat(node().text(LIST)).isEqualTo(OURS);
        }
        assertThat(delays).containsExactly(1_000L, 2_000L, 4_000L, 8_000L, 16_000L, 32_000L);
        reports.clear();
        node().with(LIST, OTHERS);

        keeper.scan(now + 1);
        keeper.scan(now + 100_000);

        assertThat(node().text(LIST)).isEqualTo(OTHERS);
        assertThat(reports).hasSize(1);
        assertThat(reports.getFirst())
                .startsWith(LIST
                        + ": \"veth\" is missing again after 6 attempts to restore it; it is not restored any more."
                        + " Cilium: set cni.exclusive=false");
    }

    @Test
    void ifAnEntryStaysForTenMinutesTheDelayIsOneSecondAgain() {
        RestoreSchedule schedule = new RestoreSchedule();
        for (int i = 0; i < RestoreSchedule.ATTEMPTS; i++) {
            schedule.missing(i);
            schedule.restored(i);
        }
        schedule.present(600_100);

        assertThat(schedule.missing(700_000)).isEqualTo(new RestoreSchedule.Decision.Wait(1_000));
    }

    @Test
    void anEntryThatWasRemovedOnPurposeIsNotRestored() throws Exception {
        node().with(LIST, OURS);
        ConflistKeeper keeper = keeper();
        keeper.scan(0);
        ConflistRemoval.apply(node().root(), List.of(), Set.of("veth"));

        keeper.scan(10_000);
        keeper.scan(20_000);

        assertThat(node().text(LIST)).isEqualTo(OTHERS);
        assertThat(reports).isEmpty();
    }

    @Test
    void anIncompleteFileIsNotChanged() throws Exception {
        node().with(LIST, OTHERS.substring(0, 30));
        ConflistKeeper keeper = keeper();

        keeper.scan(0);
        keeper.scan(5_000);
        assertThat(node().text(LIST)).isEqualTo(OTHERS.substring(0, 30));
        assertThat(reports).hasSize(1);
        node().with(LIST, OTHERS);
        keeper.scan(6_000);
        keeper.scan(7_000);

        assertThat(node().text(LIST)).isEqualTo(OURS);
    }

    /** An {@code OutOfMemoryError} can mean that no thread could be started for the code of a third party. */
    @ParameterizedTest
    @ValueSource(classes = {NoSuchElementException.class, OutOfMemoryError.class})
    void anUnexpectedErrorIsReportedOnceAndTheEntryIsRestoredLater(Class<? extends Throwable> error) throws Exception {
        node().with(LIST, OTHERS);
        keeper();
        List<Catalog> found = new ArrayList<>();
        Supplier<Catalog> catalog = () -> {
            if (found.isEmpty() && error.equals(OutOfMemoryError.class)) {
                throw new OutOfMemoryError("for the test");
            }
            return found.getFirst();
        };
        ConflistKeeper keeper = new ConflistKeeper(node().root(), catalog, reports::add);
        long now = 0;
        for (int i = 0; i < 3; i++) {
            now += keeper.scan(now);
        }
        assertThat(reports).singleElement().asString().startsWith(LIST + ": \"veth\": " + error.getName());

        found.add(TestCatalog.catalog());
        keeper.scan(now + 100_000);

        assertThat(node().text(LIST)).isEqualTo(OURS);
    }

    @Test
    void readingAWrittenRecordReturnsAnEqualRecord() throws Exception {
        RestoredEntry entry =
                new RestoredEntry(LIST, ChainEntry.of("veth", "a", "{\"x\": 1e3}".getBytes(StandardCharsets.UTF_8)));

        assertThat(RestoredEntry.of(entry.text().getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(entry);
    }

    @Test
    void afterManyFailedAttemptsAnEntryIsStillRestored() throws Exception {
        node().with(LIST, OTHERS);
        keeper();
        List<Catalog> found = new ArrayList<>();
        ConflistKeeper keeper = new ConflistKeeper(node().root(), found::getFirst, reports::add);
        for (int i = 0; i < 20; i++) {
            keeper.scan(i * 600_000L);
        }
        assertThat(node().text(LIST)).isEqualTo(OTHERS);
        assertThat(reports).hasSize(1);

        found.add(TestCatalog.catalog());
        keeper.scan(20 * 600_000L);

        assertThat(node().text(LIST)).isEqualTo(OURS);
    }

    @Test
    void thePausesAfterFailedAttemptsDoubleUpToTenMinutes() {
        RestoreSchedule schedule = new RestoreSchedule();
        List<Long> pauses = new ArrayList<>();
        long now = 0;
        while (pauses.size() < 12 && schedule.missing(now) instanceof RestoreSchedule.Decision.Wait(long millis)) {
            pauses.add(millis);
            now += millis;
            schedule.failed(now);
        }

        assertThat(pauses)
                .startsWith(1_000L, 2_000L, 4_000L)
                .endsWith(256_000L, 512_000L, 600_000L, 600_000L)
                .hasSize(12);
    }

    @Test
    void aFailedAttemptThatHasRestoredTheEntryCounts() {
        RestoreSchedule schedule = new RestoreSchedule();
        for (int i = 0; i < RestoreSchedule.ATTEMPTS; i++) {
            schedule.missing(i);
            schedule.failed(i);
            schedule.present(i);
        }

        assertThat(schedule.missing(100)).isEqualTo(new RestoreSchedule.Decision.Report());
    }

    @Test
    void aFailedAttemptDoesNotCountIfTheFileIsThenMissing() throws Exception {
        node().with(LIST, OTHERS);
        keeper();
        List<Catalog> found = new ArrayList<>();
        ConflistKeeper keeper = new ConflistKeeper(node().root(), found::getFirst, reports::add);
        long now = 0;
        for (int i = 0; i < RestoreSchedule.ATTEMPTS; i++) {
            node().with(LIST, OTHERS);
            keeper.scan(now);
            now += 600_000;
            keeper.scan(now);
            Files.delete(node().root().locate(LIST));
            keeper.scan(now);
        }
        node().with(LIST, OTHERS);
        found.add(TestCatalog.catalog());
        keeper.scan(now);
        keeper.scan(now + 600_000);

        assertThat(node().text(LIST)).isEqualTo(OURS);
    }
}
