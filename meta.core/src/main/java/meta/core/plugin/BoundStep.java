package meta.core.plugin;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import meta.core.config.ConfigurableStep;
import meta.spi.Plan;
import meta.spi.PlanningException;
import meta.spi.Question;
import meta.spi.StepContext;
import meta.spi.StepDeclaration;
import meta.spi.option.Option;

/**
 * A step with its origin. The origin determines how the code of the step is called.
 *
 * @param name the name of the step, which is read once
 * @param declaration the declaration; callers do not call its step themselves
 * @param origin where the step comes from
 */
public record BoundStep(String name, StepDeclaration declaration, Origin origin) {

    /** {@return a step of the image} */
    public static BoundStep ofImage(StepDeclaration declaration) {
        return new BoundStep(declaration.step().name(), declaration, Origin.ofImage(declaration.step()));
    }

    /**
     * {@return a step of a third party}
     *
     * @param place the path of the jar, or the module of a custom image
     * @throws IllegalArgumentException if the name is not valid, or if two options have the same key
     */
    public static BoundStep ofThirdParty(StepDeclaration declaration, String place) {
        String name = Names.requireValid("step", declaration.step().name());
        requireDistinctKeys(name, declaration.options());
        StepDeclaration stripped = new StepDeclaration(
                declaration.step(),
                declaration.description().strip(),
                declaration.places(),
                declaration.options(),
                declaration.enabledByDefault(),
                declaration.needs(),
                declaration.ending());
        return new BoundStep(name, stripped, Origin.ofThirdParty(declaration.step(), place));
    }

    private static void requireDistinctKeys(String name, List<Option<?>> options) {
        Set<String> keys = new HashSet<>(Set.of(ConfigurableStep.ENABLED));
        for (Option<?> option : options) {
            if (option.location() == Option.Location.STEP && !keys.add(option.key())) {
                throw new IllegalArgumentException(
                        "step \"" + name + "\" declares the option \"" + option.key() + "\" twice, or it is reserved");
            }
        }
    }

    /**
     * {@return the plan of the step; that of a third party's step is reviewed}
     *
     * @param timeout the longest time that a third party's step may take
     * @throws PlanningException if the step cannot plan, or if its plan is invalid on any kernel
     */
    public Plan plan(StepContext context, Duration timeout) {
        return origin.call(timeout, () -> {
            Plan plan = declaration.step().plan(context);
            if (origin.isThirdParty()) {
                PlanReview.review(plan, context.snapshot());
            }
            return plan;
        });
    }

    /**
     * {@return the questions of the step; those of a third party's step are reviewed}
     *
     * @param timeout the longest time that a third party's step may take
     * @throws PlanningException if the step cannot determine its questions, or if a question is invalid
     */
    public List<Question> questions(StepContext context, Duration timeout) {
        return origin.call(timeout, () -> {
            List<Question> questions = List.copyOf(declaration.step().questions(context));
            if (origin.isThirdParty()) {
                questions.forEach(PlanReview::review);
            }
            return questions;
        });
    }

    /** {@return the step without its code, for configurations and manuals} */
    public ConfigurableStep configurable() {
        return new ConfigurableStep(name, declaration, origin.toString(), origin::call);
    }
}
