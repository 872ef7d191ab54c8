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
import meta.core.config.OptionValues;
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
 * The steps of a plugin type in their order, including those that a configuration turns off.
 *
 * @param unusable steps, types and jars that were found and cannot be used; they may belong to other types
 */
public record Pipeline(PluginType type, List<StepWithOrigin> steps, List<UnusableStepOrJar> unusable) {
    private static final Logger LOG = LogManager.getLogger(Pipeline.class);

    public Pipeline {
        steps = List.copyOf(steps);
        unusable = List.copyOf(unusable);
    }

    /**
     * {@return the declarations with which a configuration of the type is checked}
     *
     * @param common further options that every type has
     */
    public Declarations declarations(List<Option<?>> common) {
        Map<String, String> unusableSteps = new LinkedHashMap<>();
        List<String> unreadableJars = new ArrayList<>();
        for (UnusableStepOrJar found : unusable) {
            if (found.name().isEmpty()) {
                unreadableJars.add(found.toString());
            } else {
                unusableSteps.putIfAbsent(found.name(), found.toString());
            }
        }
        return Declarations.of(
                type,
                type instanceof ThirdPartyType thirdParty ? thirdParty.origin() : Origin.ofImage(type),
                steps.stream().map(StepWithOrigin::configurable).toList(),
                common,
                unusableSteps,
                unreadableJars);
    }

    /**
     * {@return the decisions of the type about the addresses that a call uses}
     *
     * @throws CallFailedException if the type throws a {@link PlanningException}
     */
    public AddressingPolicy addressing(OptionValues config) {
        return answer(type.name(), "", () -> type.addressing(config.typeOptions()));
    }

    /**
     * {@return the routing tables of the pod's NICs after the call}
     *
     * @param call the context of the call; its options are replaced by those of the type
     * @throws CallFailedException if the type throws a {@link PlanningException}
     */
    public NicTables tables(StepContext call, OptionValues config) {
        return answer(type.name(), "", () -> RoutingType.tables(type, call.with(config.typeOptions())));
    }

    /**
     * {@return the names of the pod's NICs that must exist before an ADD plans, in addition to the attachment's NIC}
     *
     * @throws CallFailedException if the type throws a {@link PlanningException}
     */
    public List<String> neededNics(OptionValues config) {
        return answer(type.name(), "", () -> type.neededNics(config.typeOptions()));
    }

    /**
     * {@return the questions of the enabled steps, possibly with duplicates}
     *
     * @param call the context of the call; its options are replaced by those of each step
     * @throws CallFailedException if a step throws a {@link PlanningException}
     */
    public List<Question> questions(StepContext call, OptionValues config, StepTimer timer) {
        List<Question> questions = new ArrayList<>();
        for (StepWithOrigin step : enabled(config)) {
            StepContext context = call.with(config.options(step.name()));
            questions.addAll(answer(step, config, timer, () -> step.questions(context, config.stepTimeLimit())));
        }
        return questions;
    }

    /**
     * {@return the {@link Question.HostLink} questions of all steps, including disabled ones} Each step gets the default values of its
     * options, and no addresses. A failing step is treated as in {@link #release}.
     *
     * @param thirdParties the time of all third-party steps together; reduced by the time that they take
     */
    public List<Question> linkQuestions(
            Attachment attachment, Snapshot snapshot, StepTimer timer, TimeBudget thirdParties) {
        List<Question> links = new ArrayList<>();
        for (StepWithOrigin step : steps) {
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
     * {@return the answer of a step; empty, after a logged warning, if the step throws a {@link PlanningException}, or a third-party step
     * lacks time or memory}
     *
     * @param what a noun for the log, such as {@code links}
     * @param task a verb phrase for the log, such as {@code undo its work}
     */
    private static <T> Optional<T> withinBudget(
            StepWithOrigin step,
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

    /** {@return a copy without third-party steps; the type stays, even if a third party provides it} */
    public Pipeline withoutThirdParties() {
        return new Pipeline(
                type,
                steps.stream().filter(step -> !step.origin().isThirdParty()).toList(),
                unusable);
    }

    /**
     * {@return the plans of the enabled steps by the names of the steps, in order} Each step sees the snapshot as the plans of the earlier
     * steps would change it.
     *
     * @param call the context of the call; its options are replaced by those of each step
     * @throws CallFailedException if a step throws a {@link PlanningException}
     */
    public SequencedMap<String, Plan> plan(StepContext call, OptionValues config, StepTimer timer) {
        SequencedMap<String, Plan> plans = new LinkedHashMap<>();
        Snapshot now = call.snapshot();
        for (StepWithOrigin step : enabled(config)) {
            StepContext context = call.with(now).with(config.options(step.name()));
            Plan plan = answer(step, config, timer, () -> step.plan(context, config.stepTimeLimit()));
            plans.put(step.name(), plan);
            now = now.with(plan);
        }
        return plans;
    }

    /** {@return the origins of the third-party steps by the names of the steps} */
    public Map<String, String> thirdPartyOrigins() {
        Map<String, String> origins = new LinkedHashMap<>();
        for (StepWithOrigin step : steps) {
            if (step.origin().isThirdParty()) {
                origins.put(step.name(), step.origin().toString());
            }
        }
        return origins;
    }

    /**
     * {@return the plans that undo the work of all steps, including disabled ones, by the names of the steps, the last step first} Each
     * step sees the snapshot as the preceding plans in the result would change it. If a step throws a {@link PlanningException}, or a
     * third-party step lacks time or memory, its part of the result is missing, and a warning is logged.
     *
     * @param thirdParties the time of all third-party steps together; reduced by the time that they take
     */
    public SequencedMap<String, Plan> release(ReleaseContext call, StepTimer timer, TimeBudget thirdParties) {
        SequencedMap<String, Plan> plans = new LinkedHashMap<>();
        Snapshot now = call.snapshot();
        for (StepWithOrigin step : steps.reversed()) {
            ReleaseContext context = call.with(now);
            Optional<Plan> plan = withinBudget(
                    step, "undo plan", "undo its work", timer, thirdParties, left -> step.release(context, left));
            if (plan.isPresent()) {
                plans.put(step.name(), plan.get());
                now = now.with(plan.get());
            }
        }
        return plans;
    }

    /** {@return the step with this name; empty if the type has none} */
    public Optional<StepWithOrigin> step(String name) {
        return steps.stream().filter(step -> step.name().equals(name)).findFirst();
    }

    /** {@return whether the type has a third-party step with this name} */
    public boolean isThirdParty(String step) {
        return step(step).filter(known -> known.origin().isThirdParty()).isPresent();
    }

    /** {@return whether a third-party step of the type is not enabled} */
    public boolean isThirdPartyOff(OptionValues config) {
        for (StepWithOrigin step : steps) {
            if (step.origin().isThirdParty() && !config.isEnabled(step.name())) {
                return true;
            }
        }
        return false;
    }

    private List<StepWithOrigin> enabled(OptionValues config) {
        List<StepWithOrigin> enabled = new ArrayList<>();
        for (StepWithOrigin step : steps) {
            if (config.isEnabled(step.name())) {
                enabled.add(step);
            }
        }
        return enabled;
    }

    private <T> T answer(StepWithOrigin step, OptionValues config, StepTimer timer, Supplier<T> code) {
        return answer(step.name(), disabledNeeds(step, config), () -> timer.time(step.name(), code));
    }

    private static <T> T answer(String name, String hint, Supplier<T> code) {
        try {
            return code.get();
        } catch (PlanningException e) {
            throw new CallFailedException(new Failure.StepUnplanned(name, e.getMessage() + hint), e);
        }
    }

    private String disabledNeeds(StepWithOrigin step, OptionValues config) {
        StringBuilder hint = new StringBuilder();
        for (StepWithOrigin other : steps) {
            if (step.declaration().needs().contains(other.name()) && !config.isEnabled(other.name())) {
                hint.append("; ").append(step.name()).append(" needs ").append(other.name());
                hint.append(", which is turned off");
            }
        }
        return hint.toString();
    }
}
