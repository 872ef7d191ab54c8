package meta.core.call;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import meta.core.record.OwnedEffect;

/**
 * Keeps the list of the effects that may be in force for an attachment, while a call applies and undoes effects. An effect is something outside of
 * the kernel that a step plans, such as a webhook request. Not thread-safe.
 */
final class EffectLedger {
    private final Set<OwnedEffect> effects;

    /** @param recorded the effects in the attachment record, the first content of the ledger */
    EffectLedger(Collection<OwnedEffect> recorded) {
        effects = new LinkedHashSet<>(recorded);
    }

    /** {@return the effects that may be in force now, in the order in which they were first added} */
    List<OwnedEffect> list() {
        return List.copyOf(effects);
    }

    /** {@return the effects that may be in force now, followed by the planned effects that are not among them} */
    List<OwnedEffect> and(PlannedEffects planned) {
        Set<OwnedEffect> all = new LinkedHashSet<>(effects);
        all.addAll(planned.owned());
        return List.copyOf(all);
    }

    void add(OwnedEffect effect) {
        effects.add(effect);
    }

    void remove(OwnedEffect effect) {
        effects.remove(effect);
    }
}
