package meta.spi;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import meta.spi.api.MayGrow;
import meta.spi.option.Option;

/** A step with its place in pipelines and its options. */
public sealed interface StepDeclaration {
    /** The place of a step in a pipeline. */
    @MayGrow
    sealed interface Place {}

    /** In every type whose {@linkplain PluginType#steps list of steps} contains its name, at that place. */
    record WhereverListed() implements Place {}

    /** In one type whose list of steps contains its name, at that place. */
    record ListedBy(String type) implements Place {}

    /** Immediately after another step. If the type has no such step, this step cannot be used. */
    record After(String type, String step) implements Place {}

    /** Immediately before another step. If the type has no such step, this step cannot be used. */
    record Before(String type, String step) implements Place {}

    /**
     * {@return the declaration of a step that is enabled by default, has no options, and is in no pipeline}
     *
     * @param description one sentence for the manual
     */
    static StepDeclaration of(Step step, String description) {
        return new PlainStepDeclaration(
                step, description, List.of(), List.of(), true, List.of(), Optional.empty(), List.of());
    }

    /** {@return the declaration, with a place in every type that lists the step} */
    default StepDeclaration whereverListed() {
        return at(new WhereverListed());
    }

    /** {@return the declaration, with a place in one type that lists the step; another type may have another step with this name} */
    default StepDeclaration listedBy(String type) {
        return at(new ListedBy(type));
    }

    /** {@return the declaration, with a place immediately after a step of a type; the type does not list the new step} */
    default StepDeclaration after(String type, String other) {
        return at(new After(type, other));
    }

    /** {@return the declaration, with a place immediately before a step of a type; the type does not list the new step} */
    default StepDeclaration before(String type, String other) {
        return at(new Before(type, other));
    }

    /** {@return the declaration with another description} */
    default StepDeclaration withDescription(String changed) {
        return new PlainStepDeclaration(
                step(), changed, places(), options(), enabledByDefault(), needs(), ending(), effects());
    }

    /** {@return the declaration with these options} */
    default StepDeclaration withOptions(List<Option<?>> declared) {
        return new PlainStepDeclaration(
                step(), description(), places(), declared, enabledByDefault(), needs(), ending(), effects());
    }

    /** {@return the declaration of a step that runs only if the configuration has {@code "enabled": true} for it} */
    default StepDeclaration offByDefault() {
        return new PlainStepDeclaration(
                step(), description(), places(), options(), false, needs(), ending(), effects());
    }

    /**
     * {@return the declaration of a step that needs the results of other steps}
     *
     * <p>If one of the other steps is disabled and this step {@linkplain PlanningException cannot plan}, the error names both steps.
     */
    default StepDeclaration needing(String... steps) {
        return new PlainStepDeclaration(
                step(), description(), places(), options(), enabledByDefault(), List.of(steps), ending(), effects());
    }

    /**
     * {@return the declaration of a step that plans effects of the kinds of these handlers}
     *
     * <p>A handler serves only the step that declares it. Several steps may declare the same object.
     */
    default StepDeclaration withEffects(List<EffectHandler> handlers) {
        return new PlainStepDeclaration(
                step(), description(), places(), options(), enabledByDefault(), needs(), ending(), handlers);
    }

    /**
     * {@return the declaration of a step that is the last one of its pipeline if the option is true}
     *
     * <p>Required options of the later steps and of the type may then be missing.
     *
     * @param last a flag among the step's options that is false by default and not at the top level
     */
    default StepDeclaration endingThePipelineIf(Option<Boolean> last) {
        return new PlainStepDeclaration(
                step(), description(), places(), options(), enabledByDefault(), needs(), Optional.of(last), effects());
    }

    private StepDeclaration at(Place place) {
        List<Place> more = new ArrayList<>(places());
        more.add(place);
        return new PlainStepDeclaration(
                step(), description(), more, options(), enabledByDefault(), needs(), ending(), effects());
    }

    /** {@return the step} */
    Step step();

    /** {@return one sentence for the manual} */
    String description();

    /** {@return the places of the step in pipelines} */
    List<Place> places();

    /** {@return the options of the step} */
    List<Option<?>> options();

    /** {@return whether the step runs by default} */
    boolean enabledByDefault();

    /** {@return the names of the steps whose results the step needs} */
    List<String> needs();

    /** {@return the option that makes the step the last one of its pipeline; empty for none} */
    Optional<Option<Boolean>> ending();

    /** {@return the handlers of the effects that the step plans, one for each kind} */
    List<EffectHandler> effects();
}

record PlainStepDeclaration(
        Step step,
        String description,
        List<StepDeclaration.Place> places,
        List<Option<?>> options,
        boolean enabledByDefault,
        List<String> needs,
        Optional<Option<Boolean>> ending,
        List<EffectHandler> effects)
        implements StepDeclaration {
    PlainStepDeclaration {
        places = List.copyOf(places);
        options = List.copyOf(options);
        needs = List.copyOf(needs);
        effects = List.copyOf(effects);
    }
}
