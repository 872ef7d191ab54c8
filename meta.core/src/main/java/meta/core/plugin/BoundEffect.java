package meta.core.plugin;

import java.time.Duration;
import java.util.function.Supplier;
import meta.spi.Attachment;
import meta.spi.Effect;
import meta.spi.EffectContext;
import meta.spi.EffectHandler;
import meta.spi.PlanningException;

/**
 * An effect with the handler that applies and undoes the effect.
 *
 * <p>A third party's handler runs under a {@link Watchdog}. A method then waits at most one second longer than the time limit. After an
 * {@link EffectException}, the handler may still be running.
 *
 * <p>A built-in handler ({@link Origin.Image}) runs on the calling thread, and nothing ends it at the limit.
 *
 * <p>The methods throw {@link OutOfMemoryError} if the handler runs out of memory, or no thread can be started.
 *
 * @param step the name of the step that plans the effect
 * @param handler the handler of the effect
 * @param origin the origin of the step and its handler
 */
public record BoundEffect(String step, Effect effect, EffectHandler handler, Origin origin) {
    /** The longest wait for the end of a handler that was interrupted at its time limit. */
    private static final Duration GRACE = Duration.ofSeconds(1);

    private interface Code<T> {
        T run(EffectContext context) throws Exception;
    }

    /**
     * {@return this handler and step, bound to another effect}
     *
     * @param other an effect of the same kind
     */
    public BoundEffect of(Effect other) {
        return new BoundEffect(step, other, handler, origin);
    }

    /**
     * {@return whether the effect is in force}
     *
     * @throws EffectException if the handler fails
     */
    public boolean isInForce(Attachment attachment, Duration limit) {
        return call(attachment, limit, context -> handler.isInForce(effect, context));
    }

    /**
     * Applies the effect.
     *
     * @throws EffectException if the handler fails; the effect may then be applied in whole or in part
     */
    public void apply(Attachment attachment, Duration limit) {
        call(attachment, limit, context -> {
            handler.apply(effect, context);
            return true;
        });
    }

    /**
     * Undoes the effect.
     *
     * @throws EffectException if the handler fails; the effect may then still be in force
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
                throw new WrappedHandlerException(e);
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
        } catch (WrappedHandlerException e) {
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
