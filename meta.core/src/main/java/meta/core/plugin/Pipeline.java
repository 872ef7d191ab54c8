package meta.core.plugin;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Function;
import java.util.function.Supplier;
import meta.core.cni.CallFailedException;
import meta.core.cni.Failure;
import meta.core.config.Declarations;
import meta.core.config.NetworkConfig;
import meta.spi.Addressing;
import meta.spi.AddressingPolicy;
import meta.spi.Attachment;
import meta.spi.NicTables;
import meta.spi.Plan;
import meta.spi.PlanningException;
import meta.spi.PluginType;
import meta.spi.Question;
import meta.spi.ReleaseContext;
import meta.spi.Snapshot;
import meta.spi.StepContext;
import meta.spi.option.Option;
import meta.spi.option.StepOptions;
import meta.spi.routing.RoutingType;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * The steps of a plugin type, in order.
 *
 * @param steps all of its steps, including those that a configuration turns off
 */
public record Pipeline(PluginType type, List<BoundStep> steps, List<UnusableItem> unusable) {
    private static final Logger LOG = LogManager.getLogger(Pipeline.class);

    public Pipeline {
        steps = List.copyOf(steps);
        unusable = List.copyOf(unusable);
    }

    /** {@return the declarations for checking a configuration of the type} */
    public Declarations declarations(List<Option<?>> common) {
        Map<String, String> unusableSteps = new LinkedHashMap<>();
        List<String> unreadableJars = new ArrayList<>();
        for (UnusableItem found : unusable) {
            if (found.name().isEmpty()) {
                unreadableJars.add(found.toString());
            } else {
                unusableSteps.putIfAbsent(found.name(), found.toString());
            }
        }
        return Declarations.of(
                type,
                type instanceof ThirdPartyType thirdParty ? thirdParty.origin() : Origin.ofImage(type),
                steps.stream().map(BoundStep::configurable).toList(),
                common,
                unusableSteps,
                unreadableJars);
    }

    /**
     * {@return the configured policy for the addresses of pod and node}
     *
     * @throws CallFailedException if the type throws a {@link PlanningException}; a type of a third party also if it fails in any other way
     */
    public AddressingPolicy addressing(NetworkConfig config) {
        return answer(type.name(), "", () -> type.addressing(config.typeOptions()));
    }

    /**
     * {@return the routing tables of the pod's NICs after the call}
     *
     * @param call the call; its options are replaced
     * @throws CallFailedException as for {@link #addressing}
     */
    public NicTables tables(StepContext call, NetworkConfig config) {
        return answer(type.name(), "", () -> RoutingType.tables(type, call.with(config.typeOptions())));
    }

    /**
     * {@return the pod's NICs that the type needs in addition to the NIC of the call}
     *
     * @throws CallFailedException as for {@link #addressing}
     */
    public List<String> neededNics(NetworkConfig config) {
        return answer(type.name(), "", () -> type.neededNics(config.typeOptions()));
    }

    /**
     * {@return the questions of all enabled steps, possibly with duplicates}
     *
     * @param call the call; its options are replaced
     * @throws CallFailedException if a step throws a {@link PlanningException}
     */
    public List<Question> questions(StepContext call, NetworkConfig config, StepTimer timer) {
        List<Question> questions = new ArrayList<>();
        for (BoundStep step : enabled(config)) {
            StepContext context = call.with(config.options(step.name()));
            questions.addAll(answer(step, config, timer, () -> step.questions(context, config.stepTimeLimit())));
        }
        return questions;
    }

    /**
     * {@return the {@link Question.HostLink} questions of all steps, disabled ones too, with the defaults of their options} A step that fails, and a
     * third-party step for which no time is left, are logged and skipped.
     *
     * @param thirdParties the time that all third-party steps may take together
     */
    public List<Question> linkQuestions(
            Attachment attachment, Snapshot snapshot, StepTimer timer, TimeBudget thirdParties) {
        List<Question> links = new ArrayList<>();
        for (BoundStep step : steps) {
            StepOptions defaults = StepOptions.defaults(step.declaration().options());
            StepContext context = StepContext.of(attachment, snapshot, Addressing.NONE, defaults);
            withinBudget(step, "links", "name its links", timer, thirdParties, left -> step.questions(context, left))
                    .ifPresent(questions -> questions.stream()
                            .filter(Question.HostLink.class::isInstance)
                            .forEach(links::add));
        }
        return links;
    }

    /**
     * {@return the answer of a step; empty, with a log entry, if the step fails, or if it is a third party's and no time is left}
     *
     * @param what the requested answer as a noun, for the log
     * @param task the request as a verb, for the log
     * @param work its argument is the time that a third-party step may take
     */
    private static <T> Optional<T> withinBudget(
            BoundStep step,
            String what,
            String task,
            StepTimer timer,
            TimeBudget thirdParties,
            Function<Duration, T> work) {
        boolean isThirdParty = step.origin().isThirdParty();
        if (isThirdParty && thirdParties.isSpent()) {
            LOG.warn(
                    "step {} is not asked for its {}: the time for third-party steps is used up (of {})",
                    step.name(),
                    what,
                    step.origin());
            return Optional.empty();
        }
        try {
            return Optional.of(timer.time(
                    step.name(), () -> isThirdParty ? thirdParties.spend(work) : work.apply(TimeBudget.DEFAULT_LIMIT)));
        } catch (PlanningException e) {
            LOG.warn("step {} cannot {}: {}", step.name(), task, e.getMessage());
            return Optional.empty();
        } catch (OutOfMemoryError e) {
            if (!isThirdParty) {
                throw e;
            }
            LOG.warn("step {} cannot {}: out of memory: {}", step.name(), task, e.getMessage());
            return Optional.empty();
        }
    }

    public Pipeline withoutThirdParties() {
        return new Pipeline(
                type,
                steps.stream().filter(step -> !step.origin().isThirdParty()).toList(),
                unusable);
    }

    /**
     * {@return the plans of all enabled steps by the names of the steps, in order} Each step plans from the snapshot with the plans of the steps
     * before it applied.
     *
     * @param call the call; its options are replaced
     * @throws CallFailedException if a step throws a {@link PlanningException}; the message contains the steps that it needs and the configuration
     *     turns off
     */
    public SequencedMap<String, Plan> plan(StepContext call, NetworkConfig config, StepTimer timer) {
        SequencedMap<String, Plan> plans = new LinkedHashMap<>();
        Snapshot now = call.snapshot();
        for (BoundStep step : enabled(config)) {
            StepContext context = call.with(now).with(config.options(step.name()));
            Plan plan = answer(step, config, timer, () -> step.plan(context, config.stepTimeLimit()));
            plans.put(step.name(), plan);
            now = now.with(plan);
        }
        return plans;
    }

    public Map<String, String> thirdPartyOrigins() {
        Map<String, String> origins = new LinkedHashMap<>();
        for (BoundStep step : steps) {
            if (step.origin().isThirdParty()) {
                origins.put(step.name(), step.origin().toString());
            }
        }
        return origins;
    }

    /**
     * {@return the plans that undo the work of all steps, disabled ones too, by the names of the steps, the last step first} Each step plans from the
     * snapshot with the plans of the steps after it applied. A step that fails, and a third-party step for which no time is left, are logged and left
     * out.
     *
     * @param thirdParties the time that all third-party steps may take together
     */
    public SequencedMap<String, Plan> release(ReleaseContext call, StepTimer timer, TimeBudget thirdParties) {
        SequencedMap<String, Plan> plans = new LinkedHashMap<>();
        Snapshot now = call.snapshot();
        for (BoundStep step : steps.reversed()) {
            ReleaseContext context = call.with(now);
            Optional<Plan> plan = withinBudget(
                    step, "undo", "undo its work", timer, thirdParties, left -> step.release(context, left));
            if (plan.isPresent()) {
                plans.put(step.name(), plan.get());
                now = now.with(plan.get());
            }
        }
        return plans;
    }

    public Optional<BoundStep> step(String name) {
        return steps.stream().filter(step -> step.name().equals(name)).findFirst();
    }

    public boolean isThirdParty(String step) {
        return step(step).filter(known -> known.origin().isThirdParty()).isPresent();
    }

    /** {@return whether the configuration turns a third-party step off} */
    public boolean isThirdPartyOff(NetworkConfig config) {
        for (BoundStep step : steps) {
            if (step.origin().isThirdParty() && !config.isEnabled(step.name())) {
                return true;
            }
        }
        return false;
    }

    private List<BoundStep> enabled(NetworkConfig config) {
        List<BoundStep> enabled = new ArrayList<>();
        for (BoundStep step : steps) {
            if (config.isEnabled(step.name())) {
                enabled.add(step);
            }
        }
        return enabled;
    }

    private <T> T answer(BoundStep step, NetworkConfig config, StepTimer timer, Supplier<T> code) {
        return answer(step.name(), disabledNeeds(step, config), () -> timer.time(step.name(), code));
    }

    private static <T> T answer(String name, String hint, Supplier<T> code) {
        try {
            return code.get();
        } catch (PlanningException e) {
            throw new CallFailedException(new Failure.StepUnplanned(name, e.getMessage() + hint), e);
        }
    }

    private String disabledNeeds(BoundStep step, NetworkConfig config) {
        StringBuilder hint = new StringBuilder();
        for (BoundStep other : steps) {
            if (step.declaration().needs().contains(other.name()) && !config.isEnabled(other.name())) {
                hint.append("; ").append(step.name()).append(" needs ").append(other.name());
                hint.append(", which is turned off");
            }
        }
        return hint.toString();
    }
}
