package meta.core.plugin;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import meta.core.config.OptionDeclarationCheck;
import meta.core.config.StepConfigSchema;
import meta.spi.Effect;
import meta.spi.EffectHandler;
import meta.spi.Plan;
import meta.spi.PlanningException;
import meta.spi.Question;
import meta.spi.ReleaseContext;
import meta.spi.StepContext;
import meta.spi.StepDeclaration;
import meta.spi.StepDeclaration.After;
import meta.spi.StepDeclaration.Before;
import meta.spi.StepDeclaration.ListedBy;
import meta.spi.StepDeclaration.Place;
import meta.spi.StepDeclaration.WhereverListed;

/**
 * A step with its origin. The code of a third-party step runs under a {@link Watchdog}, and its plans and questions are reviewed.
 *
 * @param name the name of the step, read only once, because third-party code could return another name later
 * @param declaration the declaration; only the methods of this class may call the declared step
 * @param handlers the handlers of the step's effects, by the kinds of the effects
 */
public record StepWithOrigin(
        String name, StepDeclaration declaration, Origin origin, Map<String, EffectHandler> handlers) {
    private static final int MAX_HANDLERS = 100;

    public StepWithOrigin {
        handlers = Map.copyOf(handlers);
    }

    /**
     * {@return a step of the image}
     *
     * @throws IllegalArgumentException if the handlers are not valid
     */
    public static StepWithOrigin ofImage(StepDeclaration declaration) {
        return new StepWithOrigin(
                declaration.step().name(), declaration, Origin.ofImage(declaration.step()), handlers(declaration));
    }

    /**
     * {@return a step of a third party} Must be called under a {@link Watchdog}, because it calls code of the third party.
     *
     * @param place as for {@link Origin.ThirdParty}
     * @throws IllegalArgumentException if a part of the declaration is not valid
     * @throws NullPointerException for most null parts of the declaration
     */
    public static StepWithOrigin ofThirdParty(StepDeclaration declaration, String place) {
        String name = NameCheck.requireValid("step", declaration.step().name());
        requireValid(declaration);
        OptionDeclarationCheck.requireValid(name, declaration);
        StepDeclaration stripped =
                declaration.withDescription(declaration.description().strip());
        return new StepWithOrigin(
                name, stripped, Origin.ofThirdParty(declaration.step(), place), handlers(declaration));
    }

    private static Map<String, EffectHandler> handlers(StepDeclaration declaration) {
        List<EffectHandler> declared = declaration.effects();
        if (declared.size() > MAX_HANDLERS) {
            throw new IllegalArgumentException(
                    "declares " + declared.size() + " handlers of effects; the maximum is " + MAX_HANDLERS);
        }
        Map<String, EffectHandler> handlers = new LinkedHashMap<>();
        for (EffectHandler handler : declared) {
            String kind = NameCheck.requireValid("kind of effect", handler.kind());
            if (handlers.put(kind, handler) != null) {
                throw new IllegalArgumentException("declares two handlers for effects of kind \"" + kind + '"');
            }
        }
        return handlers;
    }

    private static void requireValid(StepDeclaration declaration) {
        OptionDeclarationCheck.requireShort(declaration.description(), "the description of the step");
        for (Place place : declaration.places()) {
            boolean complete = switch (place) {
                case After(String type, String step) -> Stream.of(type, step).allMatch(Objects::nonNull);
                case Before(String type, String step) -> Stream.of(type, step).allMatch(Objects::nonNull);
                case ListedBy(String type) -> Objects.nonNull(type);
                case WhereverListed _ -> true;
            };
            if (!complete) {
                throw new IllegalArgumentException("a place of the step has no type or no step");
            }
        }
    }

    /**
     * {@return the plan of the step} The addresses in the plan of a third-party step are marked ({@link ThirdPartyAddressMarker}).
     *
     * @param context the context of the call, with the options of this step
     * @param timeout the time limit of a third-party step; ignored for a step of the image
     * @throws PlanningException if a step of the image throws one; for a third-party step, in the cases of {@link Watchdog#run} and if its
     *     result is rejected
     * @throws OutOfMemoryError if the step runs out of memory, or no thread can be started
     */
    public Plan plan(StepContext context, Duration timeout) {
        return call(timeout, () -> {
            Plan plan = declaration.step().plan(context);
            if (origin.isThirdParty()) {
                PlanReview.review(plan, context.snapshot(), context.attachment().ifname());
                return new ThirdPartyAddressMarker(context.addressing()).markedIn(plan);
            }
            return plan;
        });
    }

    /** {@return the questions of the step} The parameters and exceptions are those of {@link #plan}. */
    public List<Question> questions(StepContext context, Duration timeout) {
        return call(timeout, () -> {
            List<Question> questions = List.copyOf(declaration.step().questions(context));
            if (origin.isThirdParty()) {
                QuestionReview.review(questions);
            }
            return questions;
        });
    }

    /** {@return the plan that undoes the step's work for a NIC} The timeout and the exceptions are those of {@link #plan}. */
    public Plan release(ReleaseContext context, Duration timeout) {
        return call(timeout, () -> {
            Plan plan = declaration.step().release(context);
            if (origin.isThirdParty()) {
                PlanReview.reviewRelease(
                        plan, context.snapshot(), context.attachment().ifname());
            }
            return plan;
        });
    }

    /** {@return an effect of this step with its handler; empty if there is no handler for its kind} */
    public Optional<BoundEffect> effect(Effect effect) {
        return Optional.ofNullable(handlers.get(effect.kind()))
                .map(handler -> new BoundEffect(name, effect, handler, origin));
    }

    private <T> T call(Duration timeout, Supplier<T> code) {
        try {
            return origin.call(timeout, code);
        } catch (OutOfMemoryError e) {
            if (!origin.isThirdParty()) {
                throw e;
            }
            throw new OutOfMemoryError("step " + name + ": " + e.getMessage());
        }
    }

    /** {@return whether the other object is this object} Comparing the components would call third-party code. */
    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }

    /** {@return the parts of the step that the check of a configuration and the printed list of options need} */
    public StepConfigSchema configurable() {
        return new StepConfigSchema(name, declaration, origin.toString(), this::call);
    }
}
