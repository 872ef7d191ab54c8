package meta.core.call;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import meta.core.cni.TextShortener;
import meta.core.plugin.BoundEffect;
import meta.core.plugin.EffectException;
import meta.core.plugin.TimeBudget;
import meta.core.record.OwnedEffect;
import meta.spi.Attachment;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * Applies the effects that an ADD or a repair plans, and undoes those that are no longer planned.
 *
 * @param ledger kept up to date during the run
 */
record EffectRun(CallContext context, EffectLedger ledger) {
    private static final Logger LOG = LogManager.getLogger(EffectRun.class);

    /** An action that a rollback reverses. It may be partially done. */
    private sealed interface Action {
        BoundEffect effect();

        record Applied(BoundEffect effect) implements Action {}

        /** An earlier effect was undone, because a planned effect has the same step, kind and key, but other data. */
        record Undone(BoundEffect effect) implements Action {}
    }

    /**
     * Applies the planned effects that are not in force, and undoes the effects in the ledger that are no longer planned. Effects with the
     * step, kind and key of a planned effect, but other data, are undone first; if the planned effect is in force, they are only removed
     * from the ledger. An obsolete effect that cannot be undone stays in the ledger, and the run succeeds.
     *
     * @return the number of effects that were applied
     * @throws EffectsFailedException if an {@link EffectException} prevents that a planned effect is put in force. The run has then tried,
     *     within a {@link TimeBudget}, to undo what it had applied, and to apply again what it had undone
     */
    int perform(PlannedEffects planned) {
        List<Action> done = new ArrayList<>();
        for (BoundEffect effect : planned.list()) {
            try {
                perform(effect, done);
            } catch (EffectException e) {
                boolean isApplying =
                        e.isRunning() && !done.isEmpty() && done.getLast().equals(new Action.Applied(effect));
                String rollback = rollBack(done, isApplying);
                throw new EffectsFailedException(
                        effect.step(), effect.toString(), String.valueOf(e.getMessage()), rollback);
            } catch (RuntimeException | Error e) {
                // logged here, because the exception, from which the call makes its failure, lacks the rollback
                LOG.warn("{} has failed; {}", effect, rollBack(done, false));
                throw e;
            }
        }
        undoObsolete(planned);
        return (int) done.stream().filter(Action.Applied.class::isInstance).count();
    }

    private void perform(BoundEffect effect, List<Action> done) {
        OwnedEffect owned = PlannedEffects.owned(effect);
        List<OwnedEffect> earlier = ledger.list().stream()
                .filter(known -> known.hasKeyOf(owned) && !known.equals(owned))
                .toList();
        if (effect.isInForce(attachment(), limit())) {
            ledger.add(owned);
        } else {
            for (OwnedEffect known : earlier) {
                BoundEffect before = effect.of(known.effect());
                done.add(new Action.Undone(before));
                before.undo(attachment(), limit());
                LOG.info("undone, because the planned effect has other data: {}", known);
            }
            ledger.add(owned);
            done.add(new Action.Applied(effect));
            effect.apply(attachment(), limit());
            LOG.info("applied: {}", owned);
        }
        earlier.forEach(ledger::remove);
    }

    /**
     * Reverses the actions, the last one first.
     *
     * @param isApplying whether the handler of the last action may still be running; its effect then stays in the ledger
     * @return a text such as {@code 1 of 2 effects undone, left behind: ...}
     */
    private String rollBack(List<Action> done, boolean isApplying) {
        TimeBudget budget = new TimeBudget(TimeBudget.DEFAULT_LIMIT);
        EffectUndo undo = new EffectUndo(attachment(), context.pipeline(), budget);
        List<String> left = new ArrayList<>();
        for (int i = done.size() - 1; i >= 0; i--) {
            Action action = done.get(i);
            Optional<String> reason = switch (action) {
                case Action.Applied(BoundEffect effect) -> undo.undo(PlannedEffects.owned(effect));
                case Action.Undone(BoundEffect effect) -> appliedAgain(effect, budget);
            };
            OwnedEffect owned = PlannedEffects.owned(action.effect());
            boolean staysOwed = action instanceof Action.Undone || (isApplying && i == done.size() - 1);
            if (reason.isPresent()) {
                left.add(owned + ": " + reason.get());
            } else if (!staysOwed) {
                ledger.remove(owned);
            }
        }
        String count = done.size() - left.size() + " of " + done.size() + " effects undone";
        return left.isEmpty() ? count : count + ", left behind: " + String.join("; ", TextShortener.list(left));
    }

    /** {@return the reason why the effect could not be applied; empty if it was applied} */
    private Optional<String> appliedAgain(BoundEffect effect, TimeBudget budget) {
        ledger.add(PlannedEffects.owned(effect));
        if (budget.isSpent()) {
            return Optional.of("no time is left to call the handler (of " + effect.origin() + ")");
        }
        try {
            budget.spend(left -> {
                effect.apply(attachment(), left);
                return true;
            });
            return Optional.empty();
        } catch (EffectException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        } catch (OutOfMemoryError e) { // must not hide the first error
            return Optional.of("out of memory: " + e.getMessage());
        }
    }

    private void undoObsolete(PlannedEffects planned) {
        List<OwnedEffect> obsolete = new ArrayList<>(ledger.list());
        obsolete.removeIf(planned::hasKeyOf);
        if (obsolete.isEmpty()) {
            return;
        }
        TimeBudget budget = new TimeBudget(TimeBudget.DEFAULT_LIMIT);
        List<OwnedEffect> owed = new EffectUndo(attachment(), context.pipeline(), budget).undo(obsolete);
        obsolete.stream().filter(effect -> !owed.contains(effect)).forEach(ledger::remove);
    }

    private Attachment attachment() {
        return context.attachment();
    }

    private Duration limit() {
        return context.config().stepTimeLimit();
    }
}
