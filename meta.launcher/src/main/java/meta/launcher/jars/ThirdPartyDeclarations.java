package meta.launcher.jars;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import meta.core.cni.TextShortener;
import meta.core.plugin.StepWithOrigin;
import meta.core.plugin.ThirdPartyType;
import meta.core.plugin.UnusableStepOrJar;
import meta.spi.PlanningException;
import meta.spi.PluginType;
import meta.spi.StepDeclaration;
import meta.spi.StepProvider;

/**
 * The plugin types and steps that a third party declares. The factory methods run the third party's code, whose exceptions can pass
 * through.
 *
 * @param unusable the invalid types and steps, with the reasons
 */
record ThirdPartyDeclarations(
        List<ThirdPartyType> types, List<StepWithOrigin> steps, List<UnusableStepOrJar> unusable) {
    private static final int MAX_DECLARED = 1000;

    /**
     * {@return the types and steps of an entry of a step folder}
     *
     * @param origin the path of the entry
     * @throws PlanningException as for {@link #of}
     */
    static ThirdPartyDeclarations by(LoadedJars code, String origin) {
        return of(code.providers(PluginType.class), code.providers(StepProvider.class), origin);
    }

    /**
     * {@return the valid and the invalid types and steps}
     *
     * @param origin the entry or module that provides them
     * @throws PlanningException if a provider declares more than {@value #MAX_DECLARED} steps
     * @throws NullPointerException if a name is null, or a provider's list is null or contains null
     */
    static ThirdPartyDeclarations of(List<PluginType> types, List<StepProvider> providers, String origin) {
        List<ThirdPartyType> thirdPartyTypes = new ArrayList<>();
        List<StepWithOrigin> steps = new ArrayList<>();
        List<UnusableStepOrJar> unusable = new ArrayList<>();
        for (PluginType type : types) {
            add(type::name, () -> thirdPartyTypes.add(ThirdPartyType.of(type, origin)), origin, unusable);
        }
        for (StepProvider provider : providers) {
            List<StepDeclaration> declared = List.copyOf(provider.steps());
            if (declared.size() > MAX_DECLARED) {
                throw new PlanningException("declares " + declared.size() + " steps; the maximum is " + MAX_DECLARED);
            }
            for (StepDeclaration step : declared) {
                add(step.step()::name, () -> steps.add(StepWithOrigin.ofThirdParty(step, origin)), origin, unusable);
            }
        }
        return new ThirdPartyDeclarations(thirdPartyTypes, steps, unusable);
    }

    private static void add(Supplier<String> name, Runnable adding, String origin, List<UnusableStepOrJar> unusable) {
        try {
            adding.run();
        } catch (IllegalArgumentException | NullPointerException e) {
            String given = name.get();
            if (given == null) {
                throw e; // each step that a user misses can be the one without a name
            }
            String what = e instanceof NullPointerException ? "a part of the declaration is null: " : "";
            unusable.add(new UnusableStepOrJar(
                    given.isEmpty() ? "(empty)" : given, // no name would stand for the whole jar
                    origin,
                    TextShortener.line(what + e.getMessage())));
        }
    }
}
