package meta.launcher.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** The number of running calls and their memory are limited. */
class CallSlotsTest {
    private static final Duration AT_ONCE = Duration.ZERO;
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final MemoryEstimate SMALL = new MemoryEstimate(1);
    private static final MemoryEstimate HALF = new MemoryEstimate(500);

    private final CallSlots slots = new CallSlots(3, 1000, 10);

    @Test
    void theNumberOfCallsIsLimited() {
        CallSlots.Slot first = slots.take(SMALL, AT_ONCE).orElseThrow();
        assertThat(slots.take(SMALL, AT_ONCE)).isPresent();
        assertThat(slots.take(SMALL, AT_ONCE)).isPresent();
        assertThat(slots.take(SMALL, Duration.ofMillis(1))).isEmpty();

        first.close();
        first.close();

        assertThat(slots.take(SMALL, AT_ONCE)).isPresent();
        assertThat(slots.take(SMALL, AT_ONCE)).isEmpty();
    }

    @Test
    void theMemoryOfAllCallsTogetherIsLimited() {
        CallSlots.Slot first = slots.take(HALF, AT_ONCE).orElseThrow();
        assertThat(slots.take(new MemoryEstimate(499), AT_ONCE)).isPresent();
        assertThat(slots.take(new MemoryEstimate(2), AT_ONCE)).isEmpty();
        CallSlots.Slot last = slots.take(SMALL, AT_ONCE).orElseThrow();

        first.close();
        last.close();

        assertThat(slots.take(HALF, AT_ONCE)).isPresent();
    }

    @Test
    void aCallThatWouldTakeMoreThanHalfOfTheMemoryIsNotAdmitted() {
        assertThat(slots.admits(new MemoryEstimate(501))).isFalse();
        assertThat(slots.admits(new MemoryEstimate(500))).isTrue();
    }

    @Test
    void aWaitingCallGetsTheSlotThatBecomesFree() {
        CallSlots.Slot first = slots.take(HALF, AT_ONCE).orElseThrow();
        assertThat(slots.take(HALF, AT_ONCE)).isPresent();
        CompletableFuture<Boolean> waiting =
                CompletableFuture.supplyAsync(() -> slots.take(HALF, LONG).isPresent());

        first.close();

        assertThat(waiting.join()).isTrue();
    }

    @Test
    void aReleasedSlotIsFreeForOtherCalls() {
        assertThat(slots.take(HALF, AT_ONCE)).isPresent();
        CallSlots.Slot slot = slots.take(HALF, AT_ONCE).orElseThrow();

        slot.release();
        CallSlots.Slot other = slots.take(HALF, AT_ONCE).orElseThrow();
        assertThat(slot.reacquire(AT_ONCE)).isFalse();
        slot.close();
        assertThat(slots.take(SMALL, AT_ONCE)).isEmpty();
        other.close();

        assertThat(slot.reacquire(AT_ONCE)).isTrue();
        assertThat(slot.reacquire(AT_ONCE)).isTrue();
        assertThat(slots.take(SMALL, AT_ONCE)).isEmpty();
        slot.close();
        assertThat(slots.take(HALF, AT_ONCE)).isPresent();
    }

    @Test
    void theEstimateGrowsWithTheBytesAndValuesOfStandardInput() {
        assertThat(estimate("{}")).isBetween(190_000L, 200_000L);
        assertThat(estimate("x".repeat(500_000))).isBetween(3_000_000L, 4_000_000L);
        assertThat(estimate("[" + "1,".repeat(250_000) + "1]")).isGreaterThan(60_000_000L);
        assertThat(estimate("{" + "\"a\":[],".repeat(60_000) + "}")).isGreaterThan(40_000_000L);
    }

    private static long estimate(String document) {
        return MemoryEstimate.of(document.getBytes(StandardCharsets.UTF_8)).bytes();
    }
}
