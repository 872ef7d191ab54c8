package meta.core.call;

import static meta.spi.testkit.Given.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import meta.core.cni.CallFailedException;
import meta.core.cni.Failure;
import meta.spi.Snapshot;
import org.junit.jupiter.api.Test;

/** A call waits until each NIC that the plugin type needs has an address. It fails if this takes longer than a second. */
class NeededNicsWaitTest {
    private static final NeededNicsWait ETH0 = new NeededNicsWait(List.of("eth0"));
    private static final Snapshot WITHOUT = given("pod link net1").snapshot();
    private static final Snapshot UNADDRESSED =
            given("pod link net1\npod link eth0").snapshot();
    private static final Snapshot READY = given("pod link net1\npod link eth0\npod addr 10.244.0.5/32 dev eth0")
            .snapshot();

    @Test
    void aNicThatAppearsWhileTheCallWaitsIsSeenWithItsAddress() {
        Deque<Snapshot> moments = new ArrayDeque<>(List.of(WITHOUT, WITHOUT, UNADDRESSED, READY));

        assertThat(ETH0.awaited(moments::removeFirst)).isSameAs(READY);
    }

    @Test
    void aNicThatDoesNotAppearIsNamed() {
        assertThat(failure(WITHOUT))
                .isEqualTo(new Failure.TryAgain("the pod has no device eth0 yet; is its name right?"));
        assertThat(failure(UNADDRESSED)).isEqualTo(new Failure.TryAgain("the pod's device eth0 has no address yet"));
    }

    @Test
    void anInterruptEndsTheWait() {
        AtomicInteger looks = new AtomicInteger();
        Thread.currentThread().interrupt();
        try {
            assertThatExceptionOfType(CallFailedException.class)
                    .isThrownBy(() -> ETH0.awaited(() -> {
                        looks.incrementAndGet();
                        return WITHOUT;
                    }));
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(looks).hasValue(1);
    }

    private static Failure failure(Snapshot always) {
        return catchThrowableOfType(CallFailedException.class, () -> ETH0.awaited(() -> always))
                .failure();
    }
}
