package meta.spi;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import meta.spi.option.Option;

/**
 * A step and what the framework has to know of it.
 *
 * @param step the step itself
 * @param description one sentence for people
 * @param places which pipelines it is in, and where
 * @param options the options that it reads
 * @param enabledByDefault whether it runs when the configuration does not say so
 * @param needs the names of the steps that it builds on
 * @param ending the option of the step that makes it the last one of its pipeline; empty where there is none such
 */
public record StepDeclaration(
        Step step,
        String description,
        List<Place> places,
        List<Option<?>> options,
        boolean enabledByDefault,
        List<String> needs,
        Optional<Option<Boolean>> ending) {

    /** Where in a pipeline a step is. */
    public sealed interface Place {}

    /** In every type whose {@linkplain PluginType#steps list of steps} has its name. */
    public record WhereverListed() implements Place {}

    /** Where this type's list of steps has its name. */
    public record ListedBy(String type) implements Place {}

    /** Right after a step of a type. */
    public record After(String type, String step) implements Place {}

    /** Right before a step of a type. */
    public record Before(String type, String step) implements Place {}

    public StepDeclaration {
        places = List.copyOf(places);
        options = List.copyOf(options);
        needs = List.copyOf(needs);
    }

    /** {@return a step that is on by default, has no options, and is in no pipeline yet} */
    public static StepDeclaration of(Step step, String description) {
        return new StepDeclaration(step, description, List.of(), List.of(), true, List.of(), Optional.empty());
    }

    /** {@return the step in every type that lists its name} */
    public StepDeclaration whereverListed() {
        return at(new WhereverListed());
    }

    /** {@return the step in the type that lists its name; another type may have another step of this name} */
    public StepDeclaration listedBy(String type) {
        return at(new ListedBy(type));
    }

    /** {@return the step right after a step of a type that knows nothing of it} */
    public StepDeclaration after(String type, String other) {
        return at(new After(type, other));
    }

    /** {@return the step right before a step of a type that knows nothing of it} */
    public StepDeclaration before(String type, String other) {
        return at(new Before(type, other));
    }

    /** {@return the step with these options} */
    public StepDeclaration reading(List<Option<?>> declared) {
        return new StepDeclaration(step, description, places, declared, enabledByDefault, needs, ending);
    }

    /** {@return the step, run only where the configuration says {@code "enabled": true}} */
    public StepDeclaration offByDefault() {
        return new StepDeclaration(step, description, places, options, false, needs, ending);
    }

    /**
     * {@return the step, which builds on what these steps make}
     *
     * <p>Where one of them is turned off and this step {@linkplain PlanningException cannot plan}, the error names both. A step that finds
     * all it needs, as an earlier call has left it, plans all the same.
     */
    public StepDeclaration needing(String... steps) {
        return new StepDeclaration(step, description, places, options, enabledByDefault, List.of(steps), ending);
    }

    /**
     * {@return the step, after which the pipeline ends where the option is true}
     *
     * <p>What the steps behind it, or the type, require to be configured need not be then.
     *
     * @param last one of the step's options
     */
    public StepDeclaration endingThePipelineIf(Option<Boolean> last) {
        return new StepDeclaration(step, description, places, options, enabledByDefault, needs, Optional.of(last));
    }

    private StepDeclaration at(Place place) {
        List<Place> more = new ArrayList<>(places);
        more.add(place);
        return new StepDeclaration(step, description, more, options, enabledByDefault, needs, ending);
    }
}
