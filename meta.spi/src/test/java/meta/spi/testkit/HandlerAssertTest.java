package meta.spi.testkit;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.HashSet;
import java.util.Set;
import meta.spi.Attachment;
import meta.spi.Effect;
import meta.spi.EffectContext;
import meta.spi.EffectHandler;
import org.junit.jupiter.api.Test;

class HandlerAssertTest {
    private static final Attachment ATTACHMENT = Attachment.of("lan", "c1", "eth0", "/run/netns/pod");
    private static final Effect EFFECT = Effect.of("memory", "a");

    @Test
    void aHandlerThatWorksInEveryStatePasses() {
        assertThatCode(() -> HandlerAssert.assertThat(new Memory(false)).appliesAndUndoes(EFFECT, ATTACHMENT))
                .doesNotThrowAnyException();
    }

    @Test
    void aHandlerWhoseUndoThrowsIfTheEffectIsNotInForceFails() {
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> HandlerAssert.assertThat(new Memory(true)).appliesAndUndoes(EFFECT, ATTACHMENT))
                .withMessageContaining("undo failed: java.lang.IllegalStateException: not in force");
    }

    private record Memory(Set<Effect> inForce, boolean isStrict) implements EffectHandler {
        Memory(boolean isStrict) {
            this(new HashSet<>(), isStrict);
        }

        @Override
        public String kind() {
            return "memory";
        }

        @Override
        public boolean isInForce(Effect effect, EffectContext context) {
            return inForce.contains(effect);
        }

        @Override
        public void apply(Effect effect, EffectContext context) {
            inForce.add(effect);
        }

        @Override
        public void undo(Effect effect, EffectContext context) {
            if (!inForce.remove(effect) && isStrict) {
                throw new IllegalStateException("not in force");
            }
        }
    }
}
