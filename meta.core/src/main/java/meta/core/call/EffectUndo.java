package meta.core.call;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import meta.core.plugin.BoundEffect;
import meta.core.plugin.EffectException;
import meta.core.plugin.Pipeline;
import meta.core.plugin.TimeBudget;
import meta.core.record.OwnedEffect;
import meta.spi.Attachment;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * Undoes effects of an attachment by calling their handlers.
 *
 * @param budget the time of all handlers together; after it, no further handler is called
 */
record EffectUndo(Attachment attachment, Pipeline pipeline, TimeBudget budget) {
    private static final Logger LOG = LogManager.getLogger(EffectUndo.class);

    /**
     * Undoes effects, the last one first, and logs each result.
     *
     * @return the effects that may still be in force
     */
    List<OwnedEffect> undo(Collection<OwnedEffect> effects) {
        Set<OwnedEffect> owed = new LinkedHashSet<>(effects);
        for (OwnedEffect effect : List.copyOf(effects).reversed()) {
            Optional<String> reason = undo(effect);
            if (reason.isEmpty()) {
                LOG.info("undone: {}", effect);
                owed.remove(effect);
            } else {
                LOG.warn(
                        "not undone; a later call will try again, if the attachment has a record: {}: {}",
                        effect,
                        reason.get());
            }
        }
        return List.copyOf(owed);
    }

    /**
     * Undoes an effect. Does not log the result.
     *
     * @return the reason why the effect may still be in force; empty if it is undone
     */
    Optional<String> undo(OwnedEffect owned) {
        Optional<BoundEffect> effect = pipeline.step(owned.step()).flatMap(step -> step.effect(owned.effect()));
        if (effect.isEmpty()) {
            return Optional.of(
                    "no step has a handler for the effect; the jar of the step is missing or cannot be used");
        }
        if (budget.isSpent()) {
            return Optional.of(
                    "no time is left to call the handler (of " + effect.get().origin() + ")");
        }
        try {
            budget.spend(left -> {
                effect.get().undo(attachment, left);
                return true;
            });
            return Optional.empty();
        } catch (EffectException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        } catch (OutOfMemoryError e) {
            return Optional.of("out of memory: " + e.getMessage());
        }
    }
}
