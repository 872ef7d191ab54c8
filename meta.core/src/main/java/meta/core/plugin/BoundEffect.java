package meta.core.plugin;

import java.time.Duration;
import java.util.function.Supplier;
import meta.spi.Attachment;
import meta.spi.Effect;
import meta.spi.EffectContext;
import meta.spi.EffectHandler;
import meta.spi.PlanningException;

/**
 * An effect with its handler. A handler of a third party runs under a {@link Watchdog}; nothing ends a handler of the image at its time limit. If a
 * handler finds no memory, the methods throw {@link OutOfMemoryError}.
 *
 * @param handler the handler, to be called by the methods below only
 */
public record BoundEffect(String step, Effect effect, EffectHandler handler, Origin origin) {
    /** The time that a handler gets to end after its interrupt. */
    private static final Duration GRACE = Duration.ofSeconds(1);

    private interface Code<T> {
        T run(EffectContext context) throws Exception;
    }

    /** {@return another effect of the same step and kind, with this handler} */
    public BoundEffect of(Effect other) {
        return new BoundEffect(step, other, handler, origin);
    }

    /**
     * {@return whether the effect is in force}
     *
     * @throws EffectException if the handler fails or exceeds the time limit
     */
    public boolean isInForce(Attachment attachment, Duration limit) {
        return call(attachment, limit, context -> handler.isInForce(effect, context));
    }

    /**
     * Puts the effect in force.
     *
     * @throws EffectException if the handler fails or exceeds the time limit; the effect may be in force in part
     */
    public void apply(Attachment attachment, Duration limit) {
        call(attachment, limit, context -> {
            handler.apply(effect, context);
            return true;
        });
    }

    /**
     * Ends the effect.
     *
     * @throws EffectException if the handler fails or exceeds the time limit; the effect may still be in force
     */
    public void undo(Attachment attachment, Duration limit) {
        call(attachment, limit, context -> {
            handler.undo(effect, context);
            return true;
        });
    }

    private <T> T call(Attachment attachment, Duration limit, Code<T> code) {
        Supplier<T> call = () -> {
            try {
                return code.run(EffectContext.of(attachment, limit));
            } catch (RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new HandlerFailure(e);
            }
        };
        return switch (origin) {
            case Origin.Image _ -> direct(call);
            case Origin.ThirdParty(String place, ClassLoader loader) ->
                guarded(new Watchdog(place, limit).start(loader, call));
        };
    }

    private static <T> T direct(Supplier<T> call) {
        try {
            return call.get();
        } catch (HandlerFailure e) {
            throw new EffectException("threw " + e.getCause(), false);
        } catch (RuntimeException e) {
            throw new EffectException("threw " + e, false);
        }
    }

    private <T> T guarded(GuardedRun<T> run) {
        try {
            return run.resultOfOrigin();
        } catch (PlanningException e) {
            throw new EffectException(String.valueOf(e.getMessage()), run.isTimedOut() && !run.endsWithin(GRACE));
        } catch (OutOfMemoryError e) {
            throw new OutOfMemoryError("step " + step + ": " + e.getMessage());
        }
    }

    /** {@return a text such as {@code effect webhook: POST http://10.0.0.1/pods}} */
    @Override
    public String toString() {
        return "effect " + effect;
    }
}
