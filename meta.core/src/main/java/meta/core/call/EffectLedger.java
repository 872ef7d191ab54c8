package meta.core.call;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import meta.core.record.OwnedEffect;

/** The effects that may be in force for an attachment, kept up to date during a call. Not thread-safe. */
final class EffectLedger {
    private final Set<OwnedEffect> effects;

    EffectLedger(Collection<OwnedEffect> recorded) {
        effects = new LinkedHashSet<>(recorded);
    }

    List<OwnedEffect> list() {
        return List.copyOf(effects);
    }

    /** {@return the effects in this ledger, followed by the planned effects that are not among them} */
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
