package meta.core.pipeline;

import java.util.ArrayList;
import java.util.List;
import meta.core.cni.CallFailedException;
import meta.core.cni.Failure;
import meta.core.config.NetworkConfig;
import meta.core.engine.StepPlan;
import meta.spi.Addressing;
import meta.spi.Attachment;
import meta.spi.Plan;
import meta.spi.PlanningException;
import meta.spi.PluginType;
import meta.spi.Question;
import meta.spi.Snapshot;
import meta.spi.Step;
import meta.spi.StepContext;
import meta.spi.StepDeclaration;
import meta.spi.option.StepOptions;

/**
 * The steps of a plugin type, in order.
 *
 * @param type the plugin type
 * @param steps all of its steps, also those that a configuration turns off
 */
public record Pipeline(PluginType type, List<StepDeclaration> steps) {
    public Pipeline {
        steps = List.copyOf(steps);
    }

    /** {@return what the steps that are on want to know} */
    public List<Question> questions(
            Attachment attachment, Snapshot snapshot, Addressing addressing, NetworkConfig config) {
        List<Question> questions = new ArrayList<>();
        for (Step step : enabled(config)) {
            questions.addAll(step.questions(context(step, attachment, snapshot, addressing, config)));
        }
        return questions;
    }

    /**
     * {@return by what names host links of the attachment can be found, whatever its configuration}
     *
     * <p>For a DEL: a link is known by its mark, but the kernel finds a link by its name only.
     */
    public List<Question> linkQuestions(Attachment attachment, Snapshot snapshot) {
        List<Question> links = new ArrayList<>();
        for (StepDeclaration declaration : steps) {
            StepOptions defaults = StepOptions.defaults(declaration.options());
            StepContext context = new StepContext(attachment, snapshot, Addressing.NONE, defaults);
            for (Question question : declaration.step().questions(context)) {
                if (question instanceof Question.HostLink) {
                    links.add(question);
                }
            }
        }
        return links;
    }

    /**
     * {@return what each step that is on wants, the later ones knowing what the earlier ones want}
     *
     * @throws CallFailedException where a step cannot say what should be there
     */
    public List<StepPlan> plan(Attachment attachment, Snapshot snapshot, Addressing addressing, NetworkConfig config) {
        List<StepPlan> plans = new ArrayList<>();
        Snapshot now = snapshot;
        for (Step step : enabled(config)) {
            Plan plan = plan(step, context(step, attachment, now, addressing, config));
            plans.add(new StepPlan(step.name(), plan));
            now = now.with(plan);
        }
        return plans;
    }

    private List<Step> enabled(NetworkConfig config) {
        List<Step> on = new ArrayList<>();
        for (StepDeclaration declaration : steps) {
            if (config.isEnabled(declaration)) {
                on.add(declaration.step());
            }
        }
        return on;
    }

    private static StepContext context(
            Step step, Attachment attachment, Snapshot now, Addressing addressing, NetworkConfig config) {
        return new StepContext(attachment, now, addressing, config.options(step.name()));
    }

    private static Plan plan(Step step, StepContext context) {
        try {
            return step.plan(context);
        } catch (PlanningException e) {
            throw new CallFailedException(new Failure.StepUnplanned(step.name(), String.valueOf(e.getMessage())), e);
        }
    }
}
