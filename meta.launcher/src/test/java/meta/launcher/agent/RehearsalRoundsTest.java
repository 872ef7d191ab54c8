package meta.launcher.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** The sample calls are made in rounds, until the time limit. No sample call begins while a client's call runs. */
class RehearsalRoundsTest {
    private static final Duration LONG = Duration.ofHours(1);
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final CallSlots clients = new CallSlots(3, 1000, 10);
    private final List<String> made = Collections.synchronizedList(new ArrayList<>());

    @Test
    void eachRoundMakesEachCall() {
        int rounds = rounds(List.of(() -> made.add("ADD"), () -> made.add("DEL")), 2, LONG)
                .make(System::nanoTime);

        assertThat(rounds).isEqualTo(2);
        assertThat(made).containsExactly("ADD", "DEL", "ADD", "DEL");
    }

    @Test
    void noCallBeginsWhileACallOfAClientRuns() {
        Thread rehearsal = Thread.currentThread();
        Runnable first = () -> {
            made.add("first");
            CallSlots.Slot client = clients.take(new MemoryEstimate(1), SECOND).orElseThrow();
            Thread.ofPlatform().start(() -> {
                while (rehearsal.getState() != Thread.State.TIMED_WAITING) {
                    Thread.onSpinWait();
                }
                made.add("client");
                client.close();
            });
        };

        int rounds = rounds(List.of(first, () -> made.add("second")), 1, LONG).make(System::nanoTime);

        assertThat(rounds).isOne();
        assertThat(made).containsExactly("first", "client", "second");
    }

    @Test
    void noCallBeginsAfterTheTimeLimit() {
        AtomicLong clock = new AtomicLong();
        Runnable call = () -> clock.addAndGet(SECOND.toNanos());

        int rounds = rounds(List.of(call, call), 1000, Duration.ofSeconds(7)).make(clock::get);

        assertThat(rounds).isEqualTo(3);
        assertThat(clock).hasValue(Duration.ofSeconds(7).toNanos());
    }

    @Test
    void waitingForCallsOfClientsCountsTowardsTheTimeLimit() {
        CallSlots.Slot client = clients.take(new MemoryEstimate(1), SECOND).orElseThrow();

        int rounds =
                rounds(List.of(() -> made.add("call")), 1, Duration.ofMillis(1)).make(System::nanoTime);

        assertThat(rounds).isZero();
        assertThat(made).isEmpty();
        client.close();
    }

    @Test
    void noCallBeginsAfterTheRehearsalIsOver() {
        List<Runnable> round = List.of(() -> made.add("call"));

        int rounds = new RehearsalRounds(round, clients, 10, LONG, () -> made.size() == 3).make(System::nanoTime);

        assertThat(rounds).isEqualTo(3);
        assertThat(made).hasSize(3);
    }

    private RehearsalRounds rounds(List<Runnable> round, int most, Duration limit) {
        return new RehearsalRounds(round, clients, most, limit, () -> false);
    }
}
