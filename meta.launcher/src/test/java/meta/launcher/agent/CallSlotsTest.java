package meta.launcher.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class CallSlotsTest {
    private static final Duration AT_ONCE = Duration.ZERO;
    private static final Duration LONG = Duration.ofMinutes(1);

    private final CallSlots places = new CallSlots(3, 1000, 10);

    @Test
    void soManyCallsAreMadeAtATime() {
        CallSlot first = places.take(new MemoryEstimate(1), AT_ONCE).orElseThrow();
        assertThat(places.take(new MemoryEstimate(1), AT_ONCE)).isPresent();
        assertThat(places.take(new MemoryEstimate(1), AT_ONCE)).isPresent();
        assertThat(places.take(new MemoryEstimate(1), Duration.ofMillis(1))).isEmpty();

        first.close();
        first.close();

        assertThat(places.take(new MemoryEstimate(1), AT_ONCE)).isPresent();
        assertThat(places.take(new MemoryEstimate(1), AT_ONCE)).isEmpty();
    }

    @Test
    void theyTakeSoMuchMemoryTogether() {
        CallSlot first = places.take(new MemoryEstimate(600), AT_ONCE).orElseThrow();
        assertThat(places.take(new MemoryEstimate(401), AT_ONCE)).isEmpty();
        assertThat(places.take(new MemoryEstimate(400), AT_ONCE)).isPresent();

        first.close();

        assertThat(places.take(new MemoryEstimate(600), AT_ONCE)).isPresent();
    }

    @Test
    void aCallThatWouldTakeMoreThanHalfIsNotAdmitted() {
        assertThat(places.admits(new MemoryEstimate(500))).isTrue();
        assertThat(places.admits(new MemoryEstimate(501))).isFalse();
    }

    @Test
    void whoeverWaitsGetsThePlaceThatBecomesFree() {
        CallSlot first = places.take(new MemoryEstimate(1000), AT_ONCE).orElseThrow();
        CompletableFuture<Boolean> waiting = CompletableFuture.supplyAsync(
                () -> places.take(new MemoryEstimate(1000), LONG).isPresent());

        first.close();

        assertThat(waiting.join()).isTrue();
    }

    @Test
    void aPlaceIsAnothersWhileItsCallWaitsForSomethingElse() {
        CallSlot place = places.take(new MemoryEstimate(1000), AT_ONCE).orElseThrow();

        place.leave();
        CallSlot other = places.take(new MemoryEstimate(1000), AT_ONCE).orElseThrow();
        assertThat(place.takeAgain(AT_ONCE)).isFalse();
        place.close();
        assertThat(places.take(new MemoryEstimate(1), AT_ONCE)).isEmpty();
        other.close();

        assertThat(place.takeAgain(AT_ONCE)).isTrue();
        assertThat(place.takeAgain(AT_ONCE)).isTrue();
        assertThat(places.take(new MemoryEstimate(1), AT_ONCE)).isEmpty();
        place.close();
        assertThat(places.take(new MemoryEstimate(1000), AT_ONCE)).isPresent();
    }

    @Test
    void aCallWeighsWhatIsInItsStandardInput() {
        assertThat(weight("{}")).isBetween(190_000L, 200_000L);
        assertThat(weight("x".repeat(500_000))).isBetween(3_000_000L, 4_000_000L);
        assertThat(weight("[" + "1,".repeat(250_000) + "1]")).isGreaterThan(60_000_000L);
        assertThat(weight("{" + "\"a\":[],".repeat(60_000) + "}")).isGreaterThan(40_000_000L);
    }

    private static long weight(String document) {
        return MemoryEstimate.of(document.getBytes(StandardCharsets.UTF_8)).bytes();
    }
}
