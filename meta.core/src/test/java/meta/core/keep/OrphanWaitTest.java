package meta.core.keep;

import static meta.core.keep.OrphanWait.Presence.GONE;
import static meta.core.keep.OrphanWait.Presence.PRESENT;
import static meta.core.keep.OrphanWait.Presence.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import meta.core.keep.OrphanWait.Presence;
import org.junit.jupiter.api.Test;

/** An attachment may be removed when its namespace has not existed for a minute. */
class OrphanWaitTest {
    private final OrphanWait wait = new OrphanWait();

    @Test
    void anAttachmentIsDueWhenItsNamespaceHasBeenGoneForAMinute() {
        assertThat(wait.due(Map.of("a", GONE), 1000)).isEmpty();
        assertThat(wait.due(Map.of("a", GONE), 60_999)).isEmpty();
        assertThat(wait.due(Map.of("a", GONE), 61_000)).containsExactly("a");
    }

    @Test
    void anAttachmentStaysDueUntilItIsNoLongerGiven() {
        wait.due(Map.of("a", GONE), 0);
        assertThat(wait.due(Map.of("a", GONE), 60_000)).containsExactly("a");
        assertThat(wait.due(Map.of("a", GONE), 90_000)).containsExactly("a");
        assertThat(wait.due(Map.of(), 120_000)).isEmpty();
        assertThat(wait.due(Map.of("a", GONE), 150_000)).isEmpty();
    }

    @Test
    void theMinuteStartsAgainIfTheNamespaceWasPresentOrUnknown() {
        for (Presence presence : new Presence[] {PRESENT, UNKNOWN}) {
            wait.due(Map.of("a", GONE), 0);
            assertThat(wait.due(Map.of("a", presence), 30_000)).isEmpty();
            assertThat(wait.due(Map.of("a", GONE), 60_000)).isEmpty();
            assertThat(wait.due(Map.of("a", GONE), 119_999)).isEmpty();
            assertThat(wait.due(Map.of("a", GONE), 120_000)).containsExactly("a");
            wait.due(Map.of(), 130_000);
        }
    }

    @Test
    void anAttachmentIsNotDueWhileItsNamespaceIsPresentOrUnknown() {
        for (long now = 0; now < 600_000; now += 30_000) {
            assertThat(wait.due(Map.of("a", UNKNOWN, "b", PRESENT), now)).isEmpty();
        }
    }
}
