package meta.core.call;

import java.util.ArrayList;
import java.util.List;
import meta.core.cni.CallFailedException;
import meta.core.cni.Failure;
import meta.core.plugin.BoundEffect;
import meta.core.plugin.EffectException;
import meta.core.record.OwnedEffect;

/** Compares the planned effects with those that are in force or recorded. */
final class EffectDrift {
    private EffectDrift() {}

    /**
     * {@return a line for each planned effect that is not in force, and for each recorded effect that is no longer planned}
     *
     * @throws CallFailedException if {@link BoundEffect#isInForce} throws an {@link EffectException}
     */
    static List<String> lines(CallContext context, PlannedEffects planned) {
        List<String> lines = new ArrayList<>();
        for (BoundEffect effect : planned.list()) {
            if (!isInForce(context, effect)) {
                lines.add(effect.step() + ": is not in force: " + effect);
            }
        }
        List<OwnedEffect> now = planned.owned();
        for (OwnedEffect recorded : context.effects()) {
            if (!now.contains(recorded)) {
                lines.add(recorded.step() + ": should be undone: effect " + recorded.effect());
            }
        }
        return lines;
    }

    private static boolean isInForce(CallContext context, BoundEffect effect) {
        try {
            return effect.isInForce(context.attachment(), context.config().stepTimeLimit());
        } catch (EffectException e) {
            throw new CallFailedException(new Failure.StepUnplanned(effect.step(), effect + ": " + e.getMessage()), e);
        }
    }
}
