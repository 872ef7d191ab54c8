package meta.core.plugin;

import java.util.List;
import java.util.Optional;
import meta.spi.PluginType;
import meta.spi.StepDeclaration;
import meta.spi.option.Option;

/**
 * The plugin types and steps that were found in the image and in the step folders.
 *
 * @param types the types of the image, then those of third parties
 * @param steps the steps of the image and of third parties
 * @param unusable what was found and cannot be used, such as a step or a jar
 */
public record Catalog(List<PluginType> types, List<StepWithOrigin> steps, List<UnusableStepOrJar> unusable) {
    public Catalog {
        types = List.copyOf(types);
        steps = List.copyOf(steps);
        unusable = List.copyOf(unusable);
    }

    /** {@return a catalog of types and steps of the image} */
    public static Catalog of(List<PluginType> types, List<StepDeclaration> steps) {
        return new Catalog(types, steps.stream().map(StepWithOrigin::ofImage).toList(), List.of());
    }

    /** {@return the plugin type with this name; empty if there is none} */
    public Optional<PluginType> type(String name) {
        return types.stream().filter(type -> type.name().equals(name)).findFirst();
    }

    /**
     * {@return the steps of a type in order} These are the steps that the type lists, and the steps that are declared before or after
     * another step of the type.
     *
     * <p>In the following cases, a third-party step is in {@link Pipeline#unusable} instead:
     *
     * <ul>
     *   <li>The step is declared before or after a step that the type does not have, or its place leads into a cycle.
     *   <li>Another step of the type has the same name.
     *   <li>An option of the step at the top level has a key of the CNI protocol, the key {@code steps}, or a key that every type, this
     *       type or another step of this type has with another type of values.
     * </ul>
     *
     * @param common options that every type has, in addition to those of {@link meta.core.config.Declarations}
     * @throws BrokenPipelineException if a step that the type lists is not declared for it, is left out as described above, or is declared
     *     more than once. For a third party's type, also if a top-level option of the type has a key of the CNI protocol, the key {@code
     *     steps}, or a key that every type has with another type of values
     */
    public Pipeline pipeline(PluginType type, List<Option<?>> common) {
        PipelineAssembly assembly = new PipelineAssembly(type, common, unusable);
        steps.forEach(assembly::add);
        return assembly.pipeline();
    }

    /** {@return the steps of the image that every type can list} */
    public List<StepWithOrigin> sharedSteps() {
        return steps.stream()
                .filter(step -> !step.origin().isThirdParty())
                .filter(step -> step.declaration().places().contains(new StepDeclaration.WhereverListed()))
                .toList();
    }

    /** {@return the steps without a place in a type of this catalog} */
    public List<StepWithOrigin> stepsOfNoType() {
        return steps.stream()
                .filter(step -> types.stream().noneMatch(type -> PipelineAssembly.isForType(type, step)))
                .toList();
    }
}
