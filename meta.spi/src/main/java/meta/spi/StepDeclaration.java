package meta.spi;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import meta.spi.api.MayGrow;
import meta.spi.option.Option;

/** A step with its place in pipelines and its options. */
public final class StepDeclaration {
    /**
     * The place of a step in a pipeline.
     *
     * <p>Kinds may be added in later versions: a {@code switch} needs a default branch.
     */
    @MayGrow
    public sealed interface Place {}

    /** In every type whose {@linkplain PluginType#steps list of steps} contains its name, at that place. */
    public record WhereverListed() implements Place {}

    /**
     * In one type whose list of steps contains its name, at that place.
     *
     * @param type the name of the type
     */
    public record ListedBy(String type) implements Place {}

    /**
     * Immediately after another step.
     *
     * @param type the name of the type
     * @param step the name of the other step
     */
    public record After(String type, String step) implements Place {}

    /**
     * Immediately before another step.
     *
     * @param type the name of the type
     * @param step the name of the other step
     */
    public record Before(String type, String step) implements Place {}

    private final Step step;
    private final String description;
    private final List<Place> places;
    private final List<Option<?>> options;
    private final boolean enabledByDefault;
    private final List<String> needs;
    private final Optional<Option<Boolean>> ending;
    private final List<EffectHandler> effects;

    private StepDeclaration(
            Step step,
            String description,
            List<Place> places,
            List<Option<?>> options,
            boolean enabledByDefault,
            List<String> needs,
            Optional<Option<Boolean>> ending,
            List<EffectHandler> effects) {
        places = List.copyOf(places);
        options = List.copyOf(options);
        needs = List.copyOf(needs);
        effects = List.copyOf(effects);
        this.step = step;
        this.description = description;
        this.places = places;
        this.options = options;
        this.enabledByDefault = enabledByDefault;
        this.needs = needs;
        this.ending = ending;
        this.effects = effects;
    }

    /** {@return a step that is enabled by default, has no options, and is in no pipeline} */
    public static StepDeclaration of(Step step, String description) {
        return new StepDeclaration(
                step, description, List.of(), List.of(), true, List.of(), Optional.empty(), List.of());
    }

    /** {@return the declaration, with a place in every type that lists the name of the step} */
    public StepDeclaration whereverListed() {
        return at(new WhereverListed());
    }

    /** {@return the declaration, with a place in one type that lists the name of the step; another type may have another step with this name} */
    public StepDeclaration listedBy(String type) {
        return at(new ListedBy(type));
    }

    /** {@return the declaration, with a place immediately after a step of a type; the type does not list the step} */
    public StepDeclaration after(String type, String other) {
        return at(new After(type, other));
    }

    /** {@return the declaration, with a place immediately before a step of a type; the type does not list the step} */
    public StepDeclaration before(String type, String other) {
        return at(new Before(type, other));
    }

    /** {@return the declaration with another description, one sentence for the manual} */
    public StepDeclaration withDescription(String changed) {
        return new StepDeclaration(step, changed, places, options, enabledByDefault, needs, ending, effects);
    }

    /** {@return the declaration with these options} */
    public StepDeclaration withOptions(List<Option<?>> declared) {
        return new StepDeclaration(step, description, places, declared, enabledByDefault, needs, ending, effects);
    }

    /** {@return the declaration of a step that runs only if the configuration has {@code "enabled": true} for it} */
    public StepDeclaration offByDefault() {
        return new StepDeclaration(step, description, places, options, false, needs, ending, effects);
    }

    /**
     * {@return the declaration of a step that needs the results of other steps}
     *
     * <p>If one of them is disabled and this step {@linkplain PlanningException cannot plan}, the error names both. The step can still plan
     * if the results exist from an earlier call.
     */
    public StepDeclaration needing(String... steps) {
        return new StepDeclaration(
                step, description, places, options, enabledByDefault, List.of(steps), ending, effects);
    }

    /**
     * {@return the declaration of a step that plans effects of the kinds of these handlers}
     *
     * <p>A handler serves the step that declares it. Two steps with effects of one kind each declare a handler, which can be the same object.
     */
    public StepDeclaration withEffects(List<EffectHandler> handlers) {
        return new StepDeclaration(
                step, description, places, options, enabledByDefault, needs, ending, List.copyOf(handlers));
    }

    /**
     * {@return the declaration of a step that is the last one of its pipeline if the option is true}
     *
     * <p>Required options of the later steps and of the type may then be missing.
     *
     * @param last one of the step's options
     */
    public StepDeclaration endingThePipelineIf(Option<Boolean> last) {
        return new StepDeclaration(
                step, description, places, options, enabledByDefault, needs, Optional.of(last), effects);
    }

    private StepDeclaration at(Place place) {
        List<Place> more = new ArrayList<>(places);
        more.add(place);
        return new StepDeclaration(step, description, more, options, enabledByDefault, needs, ending, effects);
    }

    /** {@return the step} */
    public Step step() {
        return step;
    }

    /** {@return one sentence for the manual} */
    public String description() {
        return description;
    }

    /** {@return the pipelines of the step, and its place in each} */
    public List<Place> places() {
        return places;
    }

    /** {@return the options of the step} */
    public List<Option<?>> options() {
        return options;
    }

    /** {@return whether the step runs if the configuration does not mention it} */
    public boolean enabledByDefault() {
        return enabledByDefault;
    }

    /** {@return the names of the steps whose results it needs} */
    public List<String> needs() {
        return needs;
    }

    /** {@return the option that makes the step the last one of its pipeline; empty if it has none} */
    public Optional<Option<Boolean>> ending() {
        return ending;
    }

    /** {@return the handlers of the effects that the step plans, one for each kind} */
    public List<EffectHandler> effects() {
        return effects;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof StepDeclaration that
                && step.equals(that.step)
                && description.equals(that.description)
                && places.equals(that.places)
                && options.equals(that.options)
                && enabledByDefault == that.enabledByDefault
                && needs.equals(that.needs)
                && ending.equals(that.ending)
                && effects.equals(that.effects);
    }

    @Override
    public int hashCode() {
        int hash = step.hashCode();
        hash = 31 * hash + description.hashCode();
        hash = 31 * hash + places.hashCode();
        hash = 31 * hash + options.hashCode();
        hash = 31 * hash + Boolean.hashCode(enabledByDefault);
        hash = 31 * hash + needs.hashCode();
        hash = 31 * hash + ending.hashCode();
        return 31 * hash + effects.hashCode();
    }

    @Override
    public String toString() {
        return "StepDeclaration[step=" + step + ", description=" + description + ", places=" + places + ", options="
                + options + ", enabledByDefault=" + enabledByDefault + ", needs=" + needs + ", ending=" + ending
                + ", effects=" + effects + "]";
    }
}
