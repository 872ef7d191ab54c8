package meta.core.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import meta.spi.PluginType;
import meta.spi.StepDeclaration;
import meta.spi.StepDeclaration.After;
import meta.spi.StepDeclaration.Before;
import meta.spi.StepDeclaration.ListedBy;
import meta.spi.StepDeclaration.Place;
import meta.spi.StepDeclaration.WhereverListed;

/**
 * The plugin types and steps that were found.
 *
 * @param types in no particular order
 * @param steps in no particular order
 */
public record Catalog(List<PluginType> types, List<StepDeclaration> steps) {
    public Catalog {
        types = List.copyOf(types);
        steps = List.copyOf(steps);
    }

    public Optional<PluginType> type(String name) {
        return types.stream().filter(type -> type.name().equals(name)).findFirst();
    }

    /**
     * {@return the steps of a type in order: those that it lists, and those that have asked for a place beside them}
     *
     * @throws BrokenPipelineException where a step is missing, is there twice, or asks for a place that does not exist
     */
    public Pipeline pipeline(PluginType type) {
        List<StepDeclaration> order = new ArrayList<>();
        for (String name : type.steps()) {
            order.add(listed(type, name));
        }
        List<StepDeclaration> waiting = new ArrayList<>();
        for (StepDeclaration step : steps) {
            if (besideAStepOf(type, step).isPresent()) {
                waiting.add(step);
            }
        }
        while (!waiting.isEmpty()) {
            if (!waiting.removeIf(step -> insert(step, besideAStepOf(type, step).orElseThrow(), order))) {
                throw new BrokenPipelineException(placeless(type, waiting.getFirst()));
            }
        }
        return new Pipeline(type, order);
    }

    private StepDeclaration listed(PluginType type, String name) {
        List<StepDeclaration> found = new ArrayList<>();
        for (StepDeclaration declaration : steps) {
            if (declaration.step().name().equals(name) && isListed(declaration, type)) {
                found.add(declaration);
            }
        }
        if (found.size() != 1) {
            throw new BrokenPipelineException("plugin type \"" + type.name() + "\" lists the step \"" + name
                    + "\", of which there " + (found.isEmpty() ? "is none" : "are " + found.size()));
        }
        return found.getFirst();
    }

    private static boolean isListed(StepDeclaration declaration, PluginType type) {
        for (Place place : declaration.places()) {
            boolean listed = switch (place) {
                case WhereverListed _ -> true;
                case ListedBy(String name) -> name.equals(type.name());
                case After _, Before _ -> false;
            };
            if (listed) {
                return true;
            }
        }
        return false;
    }

    private static Optional<Place> besideAStepOf(PluginType type, StepDeclaration declaration) {
        for (Place place : declaration.places()) {
            boolean beside = switch (place) {
                case After(String name, String _) -> name.equals(type.name());
                case Before(String name, String _) -> name.equals(type.name());
                case WhereverListed _, ListedBy _ -> false;
            };
            if (beside) {
                return Optional.of(place);
            }
        }
        return Optional.empty();
    }

    private static boolean insert(StepDeclaration step, Place place, List<StepDeclaration> order) {
        String neighbor = neighbor(place);
        for (int i = 0; i < order.size(); i++) {
            String name = order.get(i).step().name();
            if (name.equals(step.step().name())) {
                throw new BrokenPipelineException("there are two steps of the name \"" + name + "\"");
            }
            if (name.equals(neighbor)) {
                order.add(place instanceof After ? i + 1 : i, step);
                return true;
            }
        }
        return false;
    }

    private static String neighbor(Place place) {
        return switch (place) {
            case After(String _, String step) -> step;
            case Before(String _, String step) -> step;
            case WhereverListed _, ListedBy _ -> "";
        };
    }

    private static String placeless(PluginType type, StepDeclaration step) {
        return "the step \"" + step.step().name() + "\" wants a place beside \""
                + neighbor(besideAStepOf(type, step).orElseThrow()) + "\", which plugin type \"" + type.name()
                + "\" does not have";
    }
}
