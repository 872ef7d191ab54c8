package meta.core.call;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import meta.core.cni.BoundedText;
import meta.core.plugin.BoundEffect;
import meta.core.plugin.EffectException;
import meta.core.plugin.TimeBudget;
import meta.core.record.OwnedEffect;
import meta.spi.Attachment;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * Puts the effects of an ADD or a repair in force: all of them or none.
 *
 * @param context the inputs of the call
 * @param ledger the effects that may be in force; kept up to date
 */
record EffectRun(CallContext context, EffectLedger ledger) {
    private static final Logger LOG = LogManager.getLogger(EffectRun.class);

    /** An action for an effect that may have to be undone. */
    private sealed interface Deed {
        BoundEffect effect();

        /** The effect was applied, perhaps in part. */
        record Applied(BoundEffect effect) implements Deed {}

        /** An earlier effect with the key of a planned one was undone. */
        record Withdrawn(BoundEffect effect) implements Deed {}
    }

    /**
     * Applies the effects that are not in force, in their order, and then undoes those of an earlier ADD that are no longer planned.
     *
     * @return the number of effects that were applied
     * @throws EffectsFailedException if one fails; it and those before it are undone, the last one first
     */
    int perform(PlannedEffects planned) {
        List<Deed> done = new ArrayList<>();
        for (BoundEffect effect : planned.list()) {
            boolean isRunning = false;
            try {
                perform(effect, done);
            } catch (EffectException e) {
                isRunning = e.isRunning();
                String rollback = rollBack(done, isRunning);
                throw new EffectsFailedException(
                        effect.step(), effect.toString(), String.valueOf(e.getMessage()), rollback);
            } catch (RuntimeException | Error e) {
                rollBack(done, isRunning);
                throw e;
            }
        }
        undoObsolete(planned);
        return (int) done.stream().filter(Deed.Applied.class::isInstance).count();
    }

    private void perform(BoundEffect effect, List<Deed> done) {
        OwnedEffect owned = PlannedEffects.owned(effect);
        List<OwnedEffect> earlier = ledger.list().stream()
                .filter(known -> known.hasKeyOf(owned) && !known.equals(owned))
                .toList();
        if (effect.isInForce(attachment(), limit())) {
            ledger.add(owned);
        } else {
            for (OwnedEffect known : earlier) {
                BoundEffect before = effect.of(known.effect());
                done.add(new Deed.Withdrawn(before));
                before.undo(attachment(), limit());
                LOG.info("undone, since its data have changed: {}", known);
            }
            ledger.add(owned);
            done.add(new Deed.Applied(effect));
            effect.apply(attachment(), limit());
            LOG.info("applied: {}", owned);
        }
        earlier.forEach(ledger::remove);
    }

    /**
     * {@return the state of the effects, such as {@code 2 of 2 effects undone}}
     *
     * @param isRunning whether the handler of the last one still runs and may put its effect in force later: it stays owed
     */
    private String rollBack(List<Deed> done, boolean isRunning) {
        TimeBudget budget = new TimeBudget(TimeBudget.DEFAULT_LIMIT);
        EffectUndo undo = new EffectUndo(attachment(), context.pipeline(), budget);
        List<String> left = new ArrayList<>();
        for (int i = done.size() - 1; i >= 0; i--) {
            Deed deed = done.get(i);
            Optional<String> reason = switch (deed) {
                case Deed.Applied(BoundEffect effect) -> undo.undo(PlannedEffects.owned(effect));
                case Deed.Withdrawn(BoundEffect effect) -> applied(effect, budget);
            };
            OwnedEffect owned = PlannedEffects.owned(deed.effect());
            boolean staysOwed = deed instanceof Deed.Withdrawn || (isRunning && i == done.size() - 1);
            if (reason.isPresent()) {
                left.add(owned + ": " + reason.get());
            } else if (!staysOwed) {
                ledger.remove(owned);
            }
        }
        String count = done.size() - left.size() + " of " + done.size() + " effects undone";
        return left.isEmpty() ? count : count + ", left behind: " + String.join("; ", BoundedText.list(left));
    }

    private Optional<String> applied(BoundEffect effect, TimeBudget budget) {
        ledger.add(PlannedEffects.owned(effect));
        if (budget.isSpent()) {
            return Optional.of("the time for third-party steps is used up (of " + effect.origin() + ")");
        }
        try {
            budget.spend(left -> {
                effect.apply(attachment(), left);
                return true;
            });
            return Optional.empty();
        } catch (EffectException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /** An effect that cannot be undone does not fail the ADD: the record keeps it for the next call. */
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
