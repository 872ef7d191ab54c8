package meta.spi;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import meta.spi.api.MayGrow;
import meta.spi.option.Option;

/**
 * A step with its description, its options, and its places in the pipelines of plugin types. (The pipeline of a type is the list of its steps in
 * order.) Immutable: each method such as {@link #withOptions} returns a changed copy.
 */
public sealed interface StepDeclaration {
    /** Where a step stands in the pipeline of a plugin type. */
    @MayGrow
    sealed interface Place {}

    /** In every type whose {@linkplain PluginType#steps list of steps} contains the step's name, at the position of the name in that list. */
    record WhereverListed() implements Place {}

    /**
     * In one type, at the position of the step's name in the {@linkplain PluginType#steps list of steps} of that type. If the list lacks the name,
     * the step is not in the pipeline.
     */
    record ListedBy(String type) implements Place {}

    /**
     * Immediately after another step of a type. The type need not list the declared step. The declared step is unusable in that type if the
     * type has no step with the other name, or if the places of steps form a cycle. If several steps have the same place, their
     * order is not specified.
     */
    record After(String type, String step) implements Place {}

    /**
     * Immediately before another step of a type. The type need not list the declared step. The declared step is unusable in that type if
     * the type has no step with the other name, or if the places of steps form a cycle. If several steps have the same place, their
     * order is not specified.
     */
    record Before(String type, String step) implements Place {}

    /**
     * {@return a declaration of the step without places, options, needed steps and effects; the step is enabled by default}
     *
     * @param description one sentence that describes the step in the manual, at most 4,096 characters
     */
    static StepDeclaration of(Step step, String description) {
        return new PlainStepDeclaration(
                step, description, List.of(), List.of(), true, List.of(), Optional.empty(), List.of());
    }

    /** {@return a copy with one more place: in every type that lists the step's name} See {@link WhereverListed}. */
    default StepDeclaration whereverListed() {
        return at(new WhereverListed());
    }

    /** {@return a copy with one more place: in this type, which must list the step's name} Another type may use the name for a different step. */
    default StepDeclaration listedBy(String type) {
        return at(new ListedBy(type));
    }

    /** {@return a copy with one more place: immediately after the step {@code other} of this type} The type need not list the declared step. */
    default StepDeclaration after(String type, String other) {
        return at(new After(type, other));
    }

    /** {@return a copy with one more place: immediately before the step {@code other} of this type} The type need not list the declared step. */
    default StepDeclaration before(String type, String other) {
        return at(new Before(type, other));
    }

    /** {@return a copy with this description instead of the current one} */
    default StepDeclaration withDescription(String changed) {
        return new PlainStepDeclaration(
                step(), changed, places(), options(), enabledByDefault(), needs(), ending(), effects());
    }

    /**
     * {@return a copy with these options instead of the current ones}
     *
     * <p>A third party's step with a {@linkplain Option.Required required} option must be {@linkplain #offByDefault off by default}.
     */
    default StepDeclaration withOptions(List<Option<?>> declared) {
        return new PlainStepDeclaration(
                step(), description(), places(), declared, enabledByDefault(), needs(), ending(), effects());
    }

    /** {@return a copy that is disabled by default: the step runs only if {@code "enabled": true} turns it on} */
    default StepDeclaration offByDefault() {
        return new PlainStepDeclaration(
                step(), description(), places(), options(), false, needs(), ending(), effects());
    }

    /**
     * {@return a copy that needs the results of these steps, instead of those that were named before}
     *
     * <p>{@code metactl steps} prints the names. If the declared step {@linkplain PlanningException cannot plan} while the configuration
     * disables one of the needed steps, the error also names that step. The order of the pipeline does not depend on the names.
     */
    default StepDeclaration needing(String... steps) {
        return new PlainStepDeclaration(
                step(), description(), places(), options(), enabledByDefault(), List.of(steps), ending(), effects());
    }

    /**
     * {@return a copy with these handlers, one for each kind of {@link Effect} that the step plans; at most 100}
     *
     * <p>A handler is used only for the steps whose declarations contain it. Several declarations may contain the same handler object.
     */
    default StepDeclaration withEffects(List<EffectHandler> handlers) {
        return new PlainStepDeclaration(
                step(), description(), places(), options(), enabledByDefault(), needs(), ending(), handlers);
    }

    /**
     * {@return a copy whose step is the last one of its pipeline if the option {@code last} is true}
     *
     * <p>The later steps then do not run, even if the configuration disables the declared step itself. The configuration may lack the
     * required options of the later steps and of the plugin type.
     *
     * @param last an {@linkplain meta.spi.option.OptionType#flag() on/off option} among the options of this declaration. In a third party's
     *     declaration, its default must be false, and it must not be {@linkplain Option#atTopLevel at the top level}
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

    /**
     * {@return the places of the step} If several of them are in one type, only one counts: a place in the type's list of steps, or else the first
     * one.
     */
    List<Place> places();

    /** {@return the options of the step} */
    List<Option<?>> options();

    /** {@return whether the step runs if a configuration does not mention it} */
    boolean enabledByDefault();

    /** {@return the names of the steps whose results the step needs, see {@link #needing}} */
    List<String> needs();

    /** {@return the option that makes the step the last one of its pipeline; empty if there is no such option} */
    Optional<Option<Boolean>> ending();

    /** {@return the handlers of the effects that the step plans, one for each kind of effect} */
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
