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
 * @param unusable what was found and cannot be used
 */
public record Catalog(List<PluginType> types, List<BoundStep> steps, List<UnusableItem> unusable) {
    public Catalog {
        types = List.copyOf(types);
        steps = List.copyOf(steps);
        unusable = List.copyOf(unusable);
    }

    /** {@return a catalog of types and steps of the image} */
    public static Catalog of(List<PluginType> types, List<StepDeclaration> steps) {
        return new Catalog(types, steps.stream().map(BoundStep::ofImage).toList(), List.of());
    }

    public Optional<PluginType> type(String name) {
        return types.stream().filter(type -> type.name().equals(name)).findFirst();
    }

    /**
     * {@return the steps of a type in order: those that the type lists, and those that are declared before or after another step of the type}
     *
     * <p>A third-party step is in {@link Pipeline#unusable} instead if it cannot be placed or shares its name with another step. The same applies if
     * the key of an option at the top level is a key of the CNI protocol, or has another value type elsewhere.
     *
     * @param common further options of every type
     * @throws BrokenPipelineException if a listed step is missing or declared more than once. For a third party's type, also if an option has a key
     *     of the CNI protocol, or a key of every type with another value type
     */
    public Pipeline pipeline(PluginType type, List<Option<?>> common) {
        PipelineAssembly assembly = new PipelineAssembly(type, common, unusable);
        steps.forEach(assembly::add);
        return assembly.pipeline();
    }

    /** {@return the steps of the image that every type can list} */
    public List<BoundStep> sharedSteps() {
        return steps.stream()
                .filter(step -> !step.origin().isThirdParty())
                .filter(step -> step.declaration().places().contains(new StepDeclaration.WhereverListed()))
                .toList();
    }

    /** {@return the steps that belong to none of these types} */
    public List<BoundStep> stepsOfNoType() {
        return steps.stream()
                .filter(step -> types.stream().noneMatch(type -> PipelineAssembly.isForType(type, step)))
                .toList();
    }
}
