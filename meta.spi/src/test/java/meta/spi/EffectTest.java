package meta.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class EffectTest {
    private static final Effect POST = Effect.of("webhook", "pod-1").with("url", "http://10.0.0.1/pods");

    @Test
    void effectsWithEqualKindKeyAndDataAreEqual() {
        assertThat(POST).isEqualTo(Effect.of("webhook", "pod-1").with("url", "http://10.0.0.1/pods"));
        assertThat(POST).isEqualTo(POST.describedAs("POST http://10.0.0.1/pods"));
        assertThat(POST).hasSameHashCodeAs(POST.describedAs("POST http://10.0.0.1/pods"));
        assertThat(POST).isNotEqualTo(POST.with("url", "http://10.0.0.2/pods"));
        assertThat(POST.hasKeyOf(POST.with("url", "http://10.0.0.2/pods"))).isTrue();
        assertThat(POST.hasKeyOf(Effect.of("webhook", "pod-2"))).isFalse();
        assertThat(POST.hasKeyOf(Effect.of("lease", "pod-1"))).isFalse();
    }

    @Test
    void withoutADescriptionTheKeyIsPrinted() {
        assertThat(POST).hasToString("webhook: pod-1");
        assertThat(POST.describedAs("POST it").with("body", "a\nb")).hasToString("webhook: POST it");
    }

    @Test
    void aDatumIsReadByItsName() {
        assertThat(POST.get("url")).isEqualTo("http://10.0.0.1/pods");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> POST.get("body"))
                .withMessage("effect webhook has no datum \"body\"");
    }

    @Test
    void namesAndTextsThatAreTooLongOrNotOneLineAreRejected() {
        String most = "x".repeat(Effect.MAX_SIZE - "body".length());
        assertThat(Effect.of("webhook", "pod-1").with("body", most).get("body")).isEqualTo(most);
        assertThatIllegalArgumentException().isThrownBy(() -> POST.with("body", most));
        assertThatIllegalArgumentException().isThrownBy(() -> Effect.of("web hook", "pod-1"));
        assertThatIllegalArgumentException().isThrownBy(() -> Effect.of("", "pod-1"));
        assertThatIllegalArgumentException().isThrownBy(() -> Effect.of("webhook", " "));
        assertThatIllegalArgumentException().isThrownBy(() -> Effect.of("webhook", "a\nb"));
        assertThatIllegalArgumentException().isThrownBy(() -> Effect.of("webhook", "x".repeat(1001)));
        assertThatIllegalArgumentException().isThrownBy(() -> POST.with("a=b", ""));
        assertThatIllegalArgumentException().isThrownBy(() -> POST.describedAs("a\nb"));
    }

    @Test
    void aDatumWithHalfOfASurrogatePairIsRejected() {
        assertThatIllegalArgumentException().isThrownBy(() -> POST.with("body", "\ud83d"));
        assertThat(POST.with("body", "\ud83d\ude00").get("body")).isEqualTo("\ud83d\ude00");
    }

    @Test
    void anEffectHasAtMostAHundredData() {
        Effect effect = POST;
        for (int i = 1; i < Effect.MAX_DATA; i++) {
            effect = effect.with("n" + i, "");
        }
        Effect full = effect;
        assertThat(full.data()).hasSize(Effect.MAX_DATA);
        assertThatIllegalArgumentException().isThrownBy(() -> full.with("more", ""));
    }

    @Test
    void theTimeThatIsLeftIsNeverNegative() {
        Attachment attachment = Attachment.of("lan", "c1", "eth0", "/run/netns/pod");

        assertThat(EffectContext.of(attachment, Duration.ofNanos(-1)).timeLeft())
                .isZero();
        assertThat(EffectContext.of(attachment, Duration.ofHours(1)).timeLeft())
                .isBetween(Duration.ofMinutes(1), Duration.ofHours(1));
    }
}
