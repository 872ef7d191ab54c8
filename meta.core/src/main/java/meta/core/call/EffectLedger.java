package meta.core.call;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import meta.core.record.OwnedEffect;

/**
 * Keeps track of the effects of an attachment that may be in force, while a call applies and undoes effects. The record of the attachment contains at
 * least these effects, so that a later call can undo them if this process is killed.
 */
final class EffectLedger {
    private final Set<OwnedEffect> effects;

    /** @param recorded the effects that may be in force before the call, in the order in which they were applied */
    EffectLedger(Collection<OwnedEffect> recorded) {
        effects = new LinkedHashSet<>(recorded);
    }

    /** {@return the effects that may be in force now, in the order in which they were applied} */
    List<OwnedEffect> list() {
        return List.copyOf(effects);
    }

    /** {@return these effects, followed by the planned ones that are not among them} */
    List<OwnedEffect> and(PlannedEffects planned) {
        Set<OwnedEffect> all = new LinkedHashSet<>(effects);
        all.addAll(planned.owned());
        return List.copyOf(all);
    }

    /** Notes that an effect may be in force from now on. */
    void add(OwnedEffect effect) {
        effects.add(effect);
    }

    /** Notes that an effect is no longer in force. */
    void remove(OwnedEffect effect) {
        effects.remove(effect);
    }
}
