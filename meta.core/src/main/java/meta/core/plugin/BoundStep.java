package meta.core.plugin;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import meta.core.config.ConfigurableStep;
import meta.core.config.OptionDeclarationCheck;
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
 * A step with its origin, which determines how the code of the step is called.
 *
 * @param name the name, read once: the code of a third party could return another one later
 * @param declaration the declaration; its step must be called by the methods below only
 * @param handlers the handlers of its effects, by the kinds of the effects
 */
public record BoundStep(String name, StepDeclaration declaration, Origin origin, Map<String, EffectHandler> handlers) {
    private static final int MAX_HANDLERS = 100;

    public BoundStep {
        handlers = Map.copyOf(handlers);
    }

    /**
     * {@return a step of the image}
     *
     * @throws IllegalArgumentException if a handler is not valid
     */
    public static BoundStep ofImage(StepDeclaration declaration) {
        return new BoundStep(
                declaration.step().name(), declaration, Origin.ofImage(declaration.step()), handlers(declaration));
    }

    /**
     * {@return a step of a third party} Must run under a {@link Watchdog}: it calls code of the third party.
     *
     * @throws IllegalArgumentException if the name, the description, a place, an option or a handler is not valid
     * @throws NullPointerException if a part is null
     */
    public static BoundStep ofThirdParty(StepDeclaration declaration, String place) {
        String name = NameCheck.requireValid("step", declaration.step().name());
        requireValid(declaration);
        OptionDeclarationCheck.requireValid(name, declaration);
        StepDeclaration stripped =
                declaration.withDescription(declaration.description().strip());
        return new BoundStep(name, stripped, Origin.ofThirdParty(declaration.step(), place), handlers(declaration));
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
     * {@return the plan of the step} For a third-party step, the plan is reviewed, and its addresses are marked ({@link StepAddressMarker}).
     *
     * @param timeout the longest time that a third-party step may take
     * @throws PlanningException as for {@link Origin#call}; for a third-party step also if the review rejects the result
     * @throws OutOfMemoryError with the name of the step, if a third-party step finds no memory
     */
    public Plan plan(StepContext context, Duration timeout) {
        return call(timeout, () -> {
            Plan plan = declaration.step().plan(context);
            if (origin.isThirdParty()) {
                PlanReview.review(plan, context.snapshot(), context.attachment().ifname());
                return new StepAddressMarker(context.addressing()).markedIn(plan);
            }
            return plan;
        });
    }

    /** {@return the questions of the step} For a third-party step, the questions are reviewed. The rest is as for {@link #plan}. */
    public List<Question> questions(StepContext context, Duration timeout) {
        return call(timeout, () -> {
            List<Question> questions = List.copyOf(declaration.step().questions(context));
            if (origin.isThirdParty()) {
                QuestionReview.review(questions);
            }
            return questions;
        });
    }

    /** {@return the plan that undoes the step's work for a NIC} For a third-party step, the plan is reviewed. The rest is as for {@link #plan}. */
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

    /** {@return an effect of this step with its handler; empty if the step declares no handler for its kind} */
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

    /** {@return whether this is the same object} Calls no third-party code, which could return anything. */
    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }

    /** {@return the step as configurations and manuals need it} */
    public ConfigurableStep configurable() {
        return new ConfigurableStep(name, declaration, origin.toString(), this::call);
    }
}
