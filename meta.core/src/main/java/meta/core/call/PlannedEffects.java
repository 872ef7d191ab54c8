package meta.core.call;

import java.util.ArrayList;
import java.util.List;
import meta.core.cni.CallFailedException;
import meta.core.cni.Failure;
import meta.core.plugin.BoundEffect;
import meta.core.plugin.Pipeline;
import meta.core.plugin.StepWithOrigin;
import meta.core.reconcile.StepPlan;
import meta.core.record.OwnedEffect;
import meta.spi.Effect;
import meta.spi.Plan;

/** The effects that the steps of a call plan, in the order of the plans. An effect that a step plans twice is contained once. */
record PlannedEffects(List<BoundEffect> list) {
    static final PlannedEffects NONE = new PlannedEffects(List.of());

    PlannedEffects {
        list = List.copyOf(list);
    }

    /**
     * {@return the effects in the plans}
     *
     * @throws CallFailedException with {@link Failure.StepUnplanned} if a step that plans an effect is not in the pipeline or declares no
     *     handler for it. Also if a step plans two different effects with the same kind and key
     */
    static PlannedEffects of(Pipeline pipeline, List<StepPlan> plans) {
        List<BoundEffect> effects = new ArrayList<>();
        for (StepPlan plan : plans) {
            List<Effect> ofStep = new ArrayList<>();
            for (Plan.Item item : plan.plan().items()) {
                if (item instanceof Plan.Perform(Effect effect, String _) && !ofStep.contains(effect)) {
                    effects.add(bound(pipeline, plan.step(), effect, ofStep));
                    ofStep.add(effect);
                }
            }
        }
        return effects.isEmpty() ? NONE : new PlannedEffects(effects);
    }

    private static BoundEffect bound(Pipeline pipeline, String name, Effect effect, List<Effect> before) {
        StepWithOrigin step = pipeline.step(name)
                .orElseThrow(() ->
                        failure(name, "plans the effect \"" + effect + "\", but is not a step of the plugin type"));
        if (before.stream().anyMatch(effect::hasKeyOf)) {
            throw failure(
                    name,
                    "plans two effects of kind \"" + effect.kind() + "\" with the key \"" + effect.key() + "\" (of "
                            + step.origin() + ")");
        }
        return step.effect(effect)
                .orElseThrow(() -> failure(
                        name,
                        "plans an effect of kind \"" + effect.kind() + "\", for which it declares no handler (of "
                                + step.origin() + ")"));
    }

    private static CallFailedException failure(String step, String reason) {
        return new CallFailedException(new Failure.StepUnplanned(step, reason));
    }

    static OwnedEffect owned(BoundEffect effect) {
        return new OwnedEffect(effect.step(), effect.effect());
    }

    /** {@return the effects in the form of an attachment record} */
    List<OwnedEffect> owned() {
        return list.stream().map(PlannedEffects::owned).toList();
    }

    /** {@return whether the plans contain an effect with the same step, kind and key as the recorded one} */
    boolean hasKeyOf(OwnedEffect recorded) {
        return list.stream().anyMatch(effect -> owned(effect).hasKeyOf(recorded));
    }
}
