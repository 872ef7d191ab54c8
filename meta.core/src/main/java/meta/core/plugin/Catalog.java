package meta.core.plugin;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import meta.spi.PluginType;
import meta.spi.StepDeclaration;

/**
 * The plugin types and steps that were found.
 *
 * @param types those of the image before those of third parties
 * @param steps in no particular order
 * @param unusable what was found and cannot be used by any type
 */
public record Catalog(List<PluginType> types, List<StepDeclaration> steps, List<Unusable> unusable) {
    public Catalog {
        types = List.copyOf(types);
        steps = List.copyOf(steps);
        unusable = List.copyOf(unusable);
    }

    /** {@return what was found, all of which can be used} */
    public static Catalog of(List<PluginType> types, List<StepDeclaration> steps) {
        return new Catalog(types, steps, List.of());
    }

    public Optional<PluginType> type(String name) {
        for (PluginType type : types) {
            if (type.name().equals(name)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }

    /**
     * {@return the steps of a type in order: those that it lists, and those that have asked for a place beside them}
     *
     * <p>A step that finds no place is not in it, and is told in {@link Pipeline#unusable}.
     *
     * @throws BrokenPipelineException where a step that the type lists is missing, or is there twice
     */
    public Pipeline pipeline(PluginType type) {
        PipelineAssembly assembly = new PipelineAssembly(type, unusable);
        for (StepDeclaration step : steps) {
            assembly.offer(step);
        }
        return assembly.pipeline();
    }

    /** {@return the steps that are in the pipeline of none of the types, since they name another} */
    public List<StepDeclaration> stepsOfNoType() {
        List<StepDeclaration> unlisted = new ArrayList<>();
        for (StepDeclaration step : steps) {
            boolean listed = false;
            for (PluginType type : types) {
                listed = listed || PipelineAssembly.concerns(type, step);
            }
            if (!listed) {
                unlisted.add(step);
            }
        }
        return unlisted;
    }
}
