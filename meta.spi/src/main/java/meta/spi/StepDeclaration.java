package meta.spi;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import meta.spi.api.MayGrow;
import meta.spi.option.Option;

/**
 * A step with its description, its options, and its places in the pipelines of plugin types (the lists of their steps in order). Immutable.
 */
public sealed interface StepDeclaration {
    /** Where a step stands in the pipeline of a plugin type. */
    @MayGrow
    sealed interface Place {}

    /** In every type whose {@linkplain PluginType#steps list of steps} contains the step's name, at its position in that list. */
    record WhereverListed() implements Place {}

    /** In one type, at the position of the step's name in the {@linkplain PluginType#steps list of steps} of that type. */
    record ListedBy(String type) implements Place {}

    /**
     * Immediately after another step of a type. The type need not list the declared step. The declared step is unusable in that type if the
     * type has no step with the other name, or if the place leads into a cycle of places. The order of several steps with the same place is
     * not specified.
     */
    record After(String type, String step) implements Place {}

    /** Immediately before another step of a type. The rules of {@link After} apply. */
    record Before(String type, String step) implements Place {}

    /**
     * {@return a declaration of the step, enabled by default, without places, options, needed steps and effects}
     *
     * @param description one sentence for the manual, at most 4,096 characters
     */
    static StepDeclaration of(Step step, String description) {
        return new PlainStepDeclaration(
                step, description, List.of(), List.of(), true, List.of(), Optional.empty(), List.of());
    }

    /** {@return a copy with one more {@linkplain WhereverListed place}: in every type that lists the step's name} */
    default StepDeclaration whereverListed() {
        return at(new WhereverListed());
    }

    /** {@return a copy with one more {@linkplain ListedBy place}: in this type, which must list the step's name} */
    default StepDeclaration listedBy(String type) {
        return at(new ListedBy(type));
    }

    /** {@return a copy with one more {@linkplain After place}: immediately after the step {@code other} of this type} */
    default StepDeclaration after(String type, String other) {
        return at(new After(type, other));
    }

    /** {@return a copy with one more {@linkplain Before place}: immediately before the step {@code other} of this type} */
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
     * @param declared the options; see {@link Option.Required} for the steps that can have required ones
     */
    default StepDeclaration withOptions(List<Option<?>> declared) {
        return new PlainStepDeclaration(
                step(), description(), places(), declared, enabledByDefault(), needs(), ending(), effects());
    }

    /** {@return a copy that is disabled by default, so that only {@code "enabled": true} enables the step} */
    default StepDeclaration offByDefault() {
        return new PlainStepDeclaration(
                step(), description(), places(), options(), false, needs(), ending(), effects());
    }

    /**
     * {@return a copy that needs the results of these steps, instead of the current ones}
     *
     * <p>If the declared step {@linkplain PlanningException cannot plan} while the configuration disables one of them, the error also names
     * that step. The order of the pipeline does not depend on the names.
     */
    default StepDeclaration needing(String... steps) {
        return new PlainStepDeclaration(
                step(), description(), places(), options(), enabledByDefault(), List.of(steps), ending(), effects());
    }

    /**
     * {@return a copy with these handlers, one for each kind of {@link Effect} that the step plans; at most 100} Several declarations may
     * contain the same handler object.
     */
    default StepDeclaration withEffects(List<EffectHandler> handlers) {
        return new PlainStepDeclaration(
                step(), description(), places(), options(), enabledByDefault(), needs(), ending(), handlers);
    }

    /**
     * {@return a copy whose step is the last one of its pipeline if the option {@code last} is true, even if the step itself is disabled}
     *
     * <p>The configuration may then lack the required options of the later steps and of the plugin type.
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

    /** {@return the description in the manual} */
    String description();

    /**
     * {@return the places of the step} Of several places in one type, the position in the type's list of steps counts, or else the first
     * place.
     */
    List<Place> places();

    /** {@return the options of the step} */
    List<Option<?>> options();

    /** {@return whether the step runs if a configuration does not mention it} */
    boolean enabledByDefault();

    /** {@return the names of the steps that the step {@linkplain #needing needs}} */
    List<String> needs();

    /** {@return the option that {@linkplain #endingThePipelineIf ends the pipeline}; empty if there is none} */
    Optional<Option<Boolean>> ending();

    /** {@return the handlers of the effects that the step plans} */
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
