package meta.launcher.pods;

import static meta.launcher.pods.SampleRecords.known;
import static meta.launcher.pods.SampleRecords.record;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import meta.core.record.AttachmentRecord.Progress;
import meta.core.record.AttachmentRecord.RepairHistory;
import meta.core.record.KnownAttachments.Known;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PodSelectorTest {
    private static final Known WEB = known(record("shop/web-0", "3f0c6a1d", "4-1"));
    private static final Known WEB_NET1 =
            known(record("shop/web-0", "3f0c6a1d", "net1", "4-1", Progress.COMPLETE, RepairHistory.UNTOUCHED));
    private static final Known DB = known(record("shop/db-0", "3f99", "4-2"));
    private static final Known UNNAMED = known(record("", "cnitool-77", "4-3"));
    private static final List<Known> ALL = List.of(WEB, WEB_NET1, DB, UNNAMED);

    private static PodSelector.Choice choice(String given, String... namespaces) {
        return new PodSelector(given, Set.of(namespaces)).of(ALL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"shop/web-0", "3f0c6a1d", "3f0", "/run/netns/4-1"})
    void aPodIsSelectedByNameContainerIdOrPath(String given) {
        assertThat(choice(given)).isEqualTo(new PodSelector.OnePod(List.of(WEB, WEB_NET1)));
    }

    @Test
    void aPodIsSelectedByTheNamespaceOfAPathOrProcess() {
        assertThat(choice("1234", "4-2")).isEqualTo(new PodSelector.OnePod(List.of(DB)));
    }

    @Test
    void aPodWithoutANameIsSelectedByItsContainerId() {
        assertThat(choice("cnitool")).isEqualTo(new PodSelector.OnePod(List.of(UNNAMED)));
    }

    @Test
    void aBeginningOfTwoContainerIdsIsAmbiguous() {
        assertThat(choice("3f"))
                .isEqualTo(new PodSelector.NotOnePod(
                        true, List.of(PodIdentifiers.of(WEB.record()), PodIdentifiers.of(DB.record()))));
    }

    @Test
    void aCompleteContainerIdHasPrecedenceOverTheBeginningOfAnotherId() {
        Known shorter = known(record("", "3f", "4-4"));

        assertThat(new PodSelector("3f", Set.of()).of(List.of(WEB, shorter)))
                .isEqualTo(new PodSelector.OnePod(List.of(shorter)));
    }

    @Test
    void aProcessIdThatBeginsAContainerIdIsAmbiguous() {
        Known digits = known(record("", "1234ab", "4-4"));

        assertThat(new PodSelector("1234", Set.of("4-2")).of(List.of(DB, digits)))
                .isInstanceOf(PodSelector.NotOnePod.class);
    }

    @Test
    void containersThatShareANamespaceAreOnePod() {
        Known other = known(record("", "other", "4-3"));

        assertThat(new PodSelector("x", Set.of("4-3")).of(List.of(UNNAMED, other)))
                .isEqualTo(new PodSelector.OnePod(List.of(UNNAMED, other)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "web-0", "shop/", "/", "shop/web-0/", "lan"})
    void anyOtherTextSelectsNoPodAndTheAnswerListsAllPods(String given) {
        assertThat(choice(given))
                .isEqualTo(new PodSelector.NotOnePod(
                        false,
                        List.of(
                                PodIdentifiers.of(WEB.record()),
                                PodIdentifiers.of(DB.record()),
                                PodIdentifiers.of(UNNAMED.record()))));
    }
}
