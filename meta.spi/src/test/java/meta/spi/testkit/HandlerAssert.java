package meta.spi.testkit;

import java.time.Duration;
import meta.spi.Attachment;
import meta.spi.Effect;
import meta.spi.EffectContext;
import meta.spi.EffectHandler;
import org.assertj.core.api.AbstractAssert;

/** Assertions about a handler of effects. They call the handler, which really applies and undoes the effects. */
public final class HandlerAssert extends AbstractAssert<HandlerAssert, EffectHandler> {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private HandlerAssert(EffectHandler actual) {
        super(actual, HandlerAssert.class);
    }

    /** {@return assertions about this handler} */
    public static HandlerAssert assertThat(EffectHandler actual) {
        return new HandlerAssert(actual);
    }

    /**
     * Asserts that the handler does what {@link EffectHandler} requires, for an effect that is not in force.
     *
     * <p>The handler undoes the effect, applies it twice, and undoes it twice. Before the first and after each of these calls, {@link
     * EffectHandler#isInForce} must return the right result. {@link EffectContext#timeLeft} of each call begins with 10 s, but nothing
     * interrupts a call that takes longer.
     *
     * @throws AssertionError if a method of the handler throws an exception, or if {@code isInForce} returns the wrong result; the effect
     *     may then still be in force
     */
    public HandlerAssert appliesAndUndoes(Effect effect, Attachment attachment) {
        isInForce(effect, attachment, false, "at first");
        undo(effect, attachment);
        isInForce(effect, attachment, false, "after it was undone without having been applied");
        apply(effect, attachment);
        isInForce(effect, attachment, true, "after it was applied");
        apply(effect, attachment);
        isInForce(effect, attachment, true, "after it was applied twice");
        undo(effect, attachment);
        isInForce(effect, attachment, false, "after it was undone");
        undo(effect, attachment);
        isInForce(effect, attachment, false, "after it was undone twice");
        return this;
    }

    @SuppressWarnings("CatchingUnchecked")
    private void isInForce(Effect effect, Attachment attachment, boolean expected, String when) {
        boolean found;
        try {
            found = actual.isInForce(effect, EffectContext.of(attachment, LIMIT));
        } catch (Exception e) {
            throw failure("isInForce failed " + when + ": " + e);
        }
        if (found != expected) {
            throw failure("%s is %sin force %s", effect, found ? "" : "not ", when);
        }
    }

    @SuppressWarnings("CatchingUnchecked")
    private void apply(Effect effect, Attachment attachment) {
        try {
            actual.apply(effect, EffectContext.of(attachment, LIMIT));
        } catch (Exception e) {
            throw failure("apply failed: " + e);
        }
    }

    @SuppressWarnings("CatchingUnchecked")
    private void undo(Effect effect, Attachment attachment) {
        try {
            actual.undo(effect, EffectContext.of(attachment, LIMIT));
        } catch (Exception e) {
            throw failure("undo failed: " + e);
        }
    }
}
