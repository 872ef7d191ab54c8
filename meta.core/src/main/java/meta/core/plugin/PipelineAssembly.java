package meta.core.plugin;

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
 * The pipeline of a type while its steps are put in order.
 *
 * <p>A third party cannot take the name of a step of the image, and of two third parties that have one name for their steps neither
 * can use it: a configuration could not say which is meant.
 */
final class PipelineAssembly {
    private final PluginType type;
    private final List<StepDeclaration> listed = new ArrayList<>();
    private final List<StepDeclaration> waiting = new ArrayList<>();
    private final List<Unusable> unusable;

    PipelineAssembly(PluginType type, List<Unusable> known) {
        this.type = type;
        this.unusable = new ArrayList<>(known);
    }

    /** {@return whether the step is for the type} */
    static boolean concerns(PluginType type, StepDeclaration step) {
        return beside(type, step).isPresent()
                || (isListed(type, step) && type.steps().contains(name(step)));
    }

    /** Takes the step in, if it is for the type. */
    void offer(StepDeclaration step) {
        if (!concerns(type, step)) {
            return;
        }
        if (isListed(type, step) && type.steps().contains(name(step))) {
            listed.add(step);
        } else {
            waiting.add(step);
        }
    }

    Pipeline pipeline() {
        dropDoubles();
        List<StepDeclaration> order = new ArrayList<>();
        for (String name : type.steps()) {
            order.add(listed(name));
        }
        boolean progress = true;
        while (progress) {
            progress = waiting.removeIf(step -> insert(step, order));
        }
        for (StepDeclaration lost : waiting) {
            unusable.add(new Unusable(name(lost), origin(lost), placeless(lost)));
        }
        return new Pipeline(type, order, unusable);
    }

    private void dropDoubles() {
        List<StepDeclaration> all = new ArrayList<>(listed);
        all.addAll(waiting);
        List<StepDeclaration> doubles = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            StepDeclaration step = all.get(i);
            List<String> others = new ArrayList<>();
            for (int j = 0; j < all.size(); j++) {
                if (i != j && name(all.get(j)).equals(name(step))) {
                    others.add(origin(all.get(j)));
                }
            }
            if (step.step() instanceof ThirdPartyStep && !others.isEmpty()) {
                doubles.add(step);
                String reason = "the step \"" + name(step) + "\" is there already, from " + String.join(", ", others);
                unusable.add(new Unusable(name(step), origin(step), reason));
            }
        }
        listed.removeAll(doubles);
        waiting.removeAll(doubles);
    }

    private StepDeclaration listed(String name) {
        List<StepDeclaration> found = new ArrayList<>();
        for (StepDeclaration step : listed) {
            if (name(step).equals(name)) {
                found.add(step);
            }
        }
        if (found.size() != 1) {
            StringBuilder text = new StringBuilder("plugin type \"" + type.name() + "\" lists the step \"" + name
                    + "\", of which there " + (found.isEmpty() ? "is none" : "are " + found.size()));
            for (Unusable known : unusable) {
                if (known.name().isEmpty() || known.name().equals(name)) {
                    text.append("; ").append(known);
                }
            }
            throw new BrokenPipelineException(text.toString());
        }
        return found.getFirst();
    }

    private boolean insert(StepDeclaration step, List<StepDeclaration> order) {
        Place place = beside(type, step).orElseThrow();
        for (int i = 0; i < order.size(); i++) {
            if (name(order.get(i)).equals(neighbor(place))) {
                order.add(place instanceof After ? i + 1 : i, step);
                return true;
            }
        }
        return false;
    }

    private String placeless(StepDeclaration step) {
        List<StepDeclaration> way = new ArrayList<>();
        StepDeclaration at = step;
        while (!way.contains(at)) {
            way.add(at);
            String next = neighbor(beside(type, at).orElseThrow());
            Optional<StepDeclaration> beyond = waitingFor(next);
            if (beyond.isEmpty()) {
                return "the step \"" + name(at) + "\" wants a place beside \"" + next + "\", which plugin type \""
                        + type.name() + "\" does not have";
            }
            at = beyond.get();
        }
        return circle(way.subList(way.indexOf(at), way.size()));
    }

    private String circle(List<StepDeclaration> way) {
        StringBuilder text = new StringBuilder("steps want their places beside each other in a circle: ");
        String between = "";
        for (StepDeclaration step : way) {
            Place place = beside(type, step).orElseThrow();
            text.append(between).append('"').append(name(step)).append('"');
            text.append(place instanceof After ? " after \"" : " before \"")
                    .append(neighbor(place))
                    .append('"');
            text.append(" (").append(origin(step)).append(")");
            between = ", ";
        }
        return text.toString();
    }

    private Optional<StepDeclaration> waitingFor(String name) {
        for (StepDeclaration step : waiting) {
            if (name(step).equals(name)) {
                return Optional.of(step);
            }
        }
        return Optional.empty();
    }

    private static boolean isListed(PluginType type, StepDeclaration step) {
        for (Place place : step.places()) {
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

    private static Optional<Place> beside(PluginType type, StepDeclaration step) {
        for (Place place : step.places()) {
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

    private static String neighbor(Place place) {
        return switch (place) {
            case After(String _, String step) -> step;
            case Before(String _, String step) -> step;
            case WhereverListed _, ListedBy _ -> "";
        };
    }

    private static String name(StepDeclaration step) {
        return step.step().name();
    }

    private static String origin(StepDeclaration step) {
        return step.step() instanceof ThirdPartyStep foreign ? foreign.origin() : "the image";
    }
}
