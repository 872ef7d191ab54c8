package meta.core.plugin;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import meta.core.cni.CallFailedException;
import meta.core.cni.Failure;
import meta.core.config.NetworkConfig;
import meta.spi.Addressing;
import meta.spi.AddressingPolicy;
import meta.spi.Attachment;
import meta.spi.NicTables;
import meta.spi.Plan;
import meta.spi.PlanningException;
import meta.spi.PluginType;
import meta.spi.Question;
import meta.spi.Snapshot;
import meta.spi.Step;
import meta.spi.StepContext;
import meta.spi.StepDeclaration;
import meta.spi.option.StepOptions;
import meta.spi.routing.RoutingType;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * The steps of a plugin type, in order.
 *
 * @param type the plugin type
 * @param steps all of its steps, also those that a configuration turns off
 * @param unusable what would be a step of it, or may be, and cannot be used
 */
public record Pipeline(PluginType type, List<StepDeclaration> steps, List<Unusable> unusable) {
    private static final Logger LOG = LogManager.getLogger(Pipeline.class);

    public Pipeline {
        steps = List.copyOf(steps);
        unusable = List.copyOf(unusable);
    }

    /**
     * {@return what the configuration says about the addresses to work on}
     *
     * @throws CallFailedException where the type does not say what it means
     */
    public AddressingPolicy addressing(NetworkConfig config) {
        try {
            return type.addressing(config.typeOptions());
        } catch (PlanningException e) {
            throw new CallFailedException(new Failure.StepUnplanned(type.name(), String.valueOf(e.getMessage())), e);
        }
    }

    /**
     * {@return which routing table each of the pod's NICs has once the call is done}
     *
     * @throws CallFailedException where the type cannot say
     */
    public NicTables tables(Attachment attachment, Snapshot snapshot, Addressing addressing, NetworkConfig config) {
        try {
            return RoutingType.tables(type, new StepContext(attachment, snapshot, addressing, config.typeOptions()));
        } catch (PlanningException e) {
            throw new CallFailedException(new Failure.StepUnplanned(type.name(), String.valueOf(e.getMessage())), e);
        }
    }

    /** {@return the NICs of the pod that the type needs beside that of the call} */
    public List<String> neededNics(NetworkConfig config) {
        return type.neededNics(config.typeOptions());
    }

    /**
     * {@return what the steps that are on want to know}
     *
     * @throws CallFailedException where a step cannot say what it wants to know
     */
    public List<Question> questions(
            Attachment attachment, Snapshot snapshot, Addressing addressing, NetworkConfig config, StepTimer timer) {
        List<Question> questions = new ArrayList<>();
        for (StepDeclaration declaration : enabled(config)) {
            StepContext context = context(declaration, attachment, snapshot, addressing, config);
            try {
                questions.addAll(questions(declaration.step(), context, config.stepTimeLimit(), timer));
            } catch (PlanningException e) {
                throw unplanned(declaration, e, config);
            }
        }
        return questions;
    }

    /**
     * {@return by what names host links of the attachment can be found, whatever its configuration}
     *
     * <p>For a DEL: a link is known by its mark, but the kernel finds a link by its name only.
     */
    public List<Question> linkQuestions(Attachment attachment, Snapshot snapshot, StepTimer timer) {
        List<Question> links = new ArrayList<>();
        for (StepDeclaration declaration : steps) {
            StepOptions defaults = StepOptions.defaults(declaration.options());
            StepContext context = new StepContext(attachment, snapshot, Addressing.NONE, defaults);
            try {
                for (Question question : questions(declaration.step(), context, Watchdog.DEFAULT_TIMEOUT, timer)) {
                    if (question instanceof Question.HostLink) {
                        links.add(question);
                    }
                }
            } catch (PlanningException e) { // what others have made must go all the same
                LOG.warn(
                        "{} does not say how its links are called: {}",
                        declaration.step().name(),
                        e.getMessage());
            }
        }
        return links;
    }

    /**
     * {@return the plan of each enabled step by its name, in the order of the steps; each step sees the plans of those before it applied}
     *
     * @throws CallFailedException where a step cannot say what should be there
     */
    public SequencedMap<String, Plan> plan(
            Attachment attachment, Snapshot snapshot, Addressing addressing, NetworkConfig config, StepTimer timer) {
        SequencedMap<String, Plan> plans = new LinkedHashMap<>();
        Snapshot now = snapshot;
        for (StepDeclaration declaration : enabled(config)) {
            StepContext context = context(declaration, attachment, now, addressing, config);
            try {
                Plan plan = plan(declaration.step(), context, config.stepTimeLimit(), timer);
                plans.put(declaration.step().name(), plan);
                now = now.with(plan);
            } catch (PlanningException e) {
                throw unplanned(declaration, e, config);
            }
        }
        return plans;
    }

    /** {@return whether the configuration turns a step of a third party off} */
    public boolean isThirdPartyOff(NetworkConfig config) {
        return steps.stream()
                .anyMatch(
                        declaration -> declaration.step() instanceof ThirdPartyStep && !config.isEnabled(declaration));
    }

    private List<StepDeclaration> enabled(NetworkConfig config) {
        List<StepDeclaration> on = new ArrayList<>();
        for (StepDeclaration declaration : steps) {
            if (config.isEnabled(declaration)) {
                on.add(declaration);
            }
        }
        return on;
    }

    private static StepContext context(
            StepDeclaration declaration,
            Attachment attachment,
            Snapshot now,
            Addressing addressing,
            NetworkConfig config) {
        StepOptions options = config.options(declaration.step().name());
        return new StepContext(attachment, now, addressing, options);
    }

    private static List<Question> questions(Step step, StepContext context, Duration limit, StepTimer timer) {
        return timer.time(
                step.name(),
                () -> step instanceof ThirdPartyStep foreign
                        ? foreign.questions(context, limit)
                        : step.questions(context));
    }

    private static Plan plan(Step step, StepContext context, Duration limit, StepTimer timer) {
        return timer.time(
                step.name(),
                () -> step instanceof ThirdPartyStep foreign ? foreign.plan(context, limit) : step.plan(context));
    }

    private CallFailedException unplanned(StepDeclaration declaration, PlanningException e, NetworkConfig config) {
        String name = declaration.step().name();
        StringBuilder reason = new StringBuilder(String.valueOf(e.getMessage()));
        for (StepDeclaration other : steps) {
            String needed = other.step().name();
            if (declaration.needs().contains(needed) && !config.isEnabled(other)) {
                reason.append("; ")
                        .append(name)
                        .append(" needs ")
                        .append(needed)
                        .append(", which is turned off");
            }
        }
        return new CallFailedException(new Failure.StepUnplanned(name, reason.toString()), e);
    }
}
