package meta.core.plugin;

import java.time.Duration;
import java.util.List;
import meta.spi.Plan;
import meta.spi.PlanningException;
import meta.spi.Question;
import meta.spi.Step;
import meta.spi.StepContext;

/**
 * A step of a third party, asked on guard.
 *
 * @param step the step itself
 * @param name its name, which does not change any more
 * @param origin the jar that brings it
 */
public record ThirdPartyStep(Step step, String name, String origin) implements Step {

    @Override
    public Plan plan(StepContext context) {
        return plan(context, Watchdog.DEFAULT_TIMEOUT);
    }

    /**
     * {@return its plan, which can be applied as far as that can be told without the kernel}
     *
     * @throws PlanningException where it has none; the text names the jar
     */
    public Plan plan(StepContext context, Duration limit) {
        return guard(limit).run(loader(), () -> {
            Plan plan = step.plan(context);
            PlanReview.of(plan, context.snapshot());
            return plan;
        });
    }

    @Override
    public List<Question> questions(StepContext context) {
        return questions(context, Watchdog.DEFAULT_TIMEOUT);
    }

    /**
     * {@return its questions, which can be answered as far as that can be told without the kernel}
     *
     * @throws PlanningException where it has none; the text names the jar
     */
    public List<Question> questions(StepContext context, Duration limit) {
        return guard(limit).run(loader(), () -> {
            List<Question> questions = List.copyOf(step.questions(context));
            questions.forEach(PlanReview::of);
            return questions;
        });
    }

    /** {@return a guard for something else that its author has written} */
    public Watchdog guard(Duration limit) {
        return new Watchdog(origin, limit);
    }

    /** {@return the class loader of the jar} */
    public ClassLoader loader() {
        ClassLoader loader = step.getClass().getClassLoader();
        return loader == null ? ClassLoader.getSystemClassLoader() : loader;
    }
}
