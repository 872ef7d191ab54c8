package meta.core.plugin;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import meta.core.config.TakenKeys;
import meta.spi.PluginType;
import meta.spi.StepDeclaration.After;
import meta.spi.StepDeclaration.Before;
import meta.spi.StepDeclaration.ListedBy;
import meta.spi.StepDeclaration.Place;
import meta.spi.StepDeclaration.WhereverListed;
import meta.spi.option.Option;

/**
 * Puts the steps of a plugin type in order, as {@link Catalog#pipeline} describes. The anchor of a step is the step before or after which
 * it is declared.
 */
final class PipelineAssembly {
    private final PluginType type;
    private final List<Option<?>> common;
    private final List<StepWithOrigin> listed = new ArrayList<>();
    private final List<StepWithOrigin> anchored = new ArrayList<>();
    private final List<UnusableStepOrJar> unusable;

    PipelineAssembly(PluginType type, List<Option<?>> common, List<UnusableStepOrJar> unusable) {
        this.type = type;
        this.common = common;
        this.unusable = new ArrayList<>(unusable);
    }

    /** {@return whether the type can contain the step, as a listed step or with an anchor} The anchor need not exist. */
    static boolean isForType(PluginType type, StepWithOrigin step) {
        return isListed(type, step) || anchoredPlace(type, step).isPresent();
    }

    /** Adds a step if {@link #isForType} is true for it. */
    void add(StepWithOrigin step) {
        if (isListed(type, step)) {
            listed.add(step);
        } else if (anchoredPlace(type, step).isPresent()) {
            anchored.add(step);
        }
    }

    /**
     * {@return a pipeline with the added steps in order} Must be called only once.
     *
     * @throws BrokenPipelineException in the cases of {@link Catalog#pipeline}
     */
    Pipeline pipeline() {
        requireOwnKeys();
        dropThirdPartyDuplicates();
        dropConflicts();
        List<StepWithOrigin> order = new ArrayList<>();
        for (String name : type.steps()) {
            order.add(listed(name));
        }
        boolean progress = true;
        while (progress) { // the anchor of a step may itself have an anchor
            progress = anchored.removeIf(step -> insert(step, order));
        }
        for (StepWithOrigin step : anchored) {
            unusable.add(new UnusableStepOrJar(step.name(), step.origin().toString(), whyNotPlaced(step)));
        }
        return new Pipeline(type, order, unusable);
    }

    private void dropThirdPartyDuplicates() {
        List<StepWithOrigin> all = all();
        List<StepWithOrigin> duplicates = new ArrayList<>();
        for (StepWithOrigin step : all) {
            List<StepWithOrigin> sameName = new ArrayList<>(all.stream()
                    .filter(other -> other.name().equals(step.name()))
                    .toList());
            sameName.remove(step);
            List<String> others =
                    sameName.stream().map(other -> other.origin().toString()).toList();
            if (step.origin().isThirdParty() && !others.isEmpty()) {
                duplicates.add(step);
                String reason = "step \"" + step.name() + "\" is also declared by " + String.join(", ", others);
                unusable.add(new UnusableStepOrJar(step.name(), step.origin().toString(), reason));
            }
        }
        listed.removeAll(duplicates);
        anchored.removeAll(duplicates);
    }

    private void requireOwnKeys() {
        if (type instanceof ThirdPartyType thirdParty) {
            TakenKeys.conflict(type, common).ifPresent(conflict -> {
                throw new BrokenPipelineException(
                        thirdParty.origin() + ": plugin type \"" + type.name() + "\" " + conflict);
            });
        }
    }

    private void dropConflicts() {
        List<StepWithOrigin> thirdParty =
                all().stream().filter(step -> step.origin().isThirdParty()).toList();
        for (StepWithOrigin step : thirdParty) {
            TakenKeys taken = TakenKeys.of(type, common);
            for (StepWithOrigin other : all()) {
                if (!other.equals(step) && !other.origin().isThirdParty()) {
                    add(taken, other);
                }
            }
            thirdParty.stream().filter(other -> !other.equals(step)).forEach(other -> add(taken, other));
            taken.conflict(step.declaration().options()).ifPresent(conflict -> {
                listed.remove(step);
                anchored.remove(step);
                String reason = "step \"" + step.name() + "\" " + conflict;
                unusable.add(new UnusableStepOrJar(step.name(), step.origin().toString(), reason));
            });
        }
    }

    private static void add(TakenKeys taken, StepWithOrigin step) {
        step.declaration()
                .options()
                .forEach(option -> taken.add(option, "step \"" + step.name() + "\" (" + step.origin() + ")"));
    }

    private List<StepWithOrigin> all() {
        List<StepWithOrigin> all = new ArrayList<>(listed);
        all.addAll(anchored);
        return all;
    }

    private StepWithOrigin listed(String name) {
        List<StepWithOrigin> found =
                listed.stream().filter(step -> step.name().equals(name)).toList();
        if (found.size() == 1) {
            return found.getFirst();
        }
        StringBuilder text = new StringBuilder("plugin type \"" + type.name() + "\" lists the step \"" + name
                + "\", which is " + (found.isEmpty() ? "not declared" : "declared " + found.size() + " times"));
        for (UnusableStepOrJar known : unusable) {
            if (known.name().isEmpty() || known.name().equals(name)) {
                text.append("; ").append(known);
            }
        }
        throw new BrokenPipelineException(text.toString());
    }

    private boolean insert(StepWithOrigin step, List<StepWithOrigin> order) {
        Place place = anchoredPlace(type, step).orElseThrow();
        for (int i = 0; i < order.size(); i++) {
            if (order.get(i).name().equals(anchor(place))) {
                order.add(place instanceof After ? i + 1 : i, step);
                return true;
            }
        }
        return false;
    }

    private String whyNotPlaced(StepWithOrigin step) {
        List<StepWithOrigin> chain = new ArrayList<>();
        StepWithOrigin at = step;
        while (!chain.contains(at)) {
            chain.add(at);
            Optional<StepWithOrigin> next = anchorOf(at);
            if (next.isEmpty()) {
                return "step " + declared(at) + ", and plugin type \"" + type.name() + "\" has no such step";
            }
            at = next.get();
        }
        return "the places of steps form a cycle: "
                + String.join(
                        ", ",
                        chain.subList(chain.indexOf(at), chain.size()).stream()
                                .map(each -> declared(each) + " (" + each.origin() + ")")
                                .toList());
    }

    private Optional<StepWithOrigin> anchorOf(StepWithOrigin step) {
        String name = anchor(anchoredPlace(type, step).orElseThrow());
        return anchored.stream().filter(other -> other.name().equals(name)).findFirst();
    }

    /** {@return a text such as {@code "lost" is declared after "setupVeth"}} */
    private String declared(StepWithOrigin step) {
        Place place = anchoredPlace(type, step).orElseThrow();
        String relation = place instanceof After ? "after" : "before";
        return "\"" + step.name() + "\" is declared " + relation + " \"" + anchor(place) + "\"";
    }

    private static boolean isListed(PluginType type, StepWithOrigin step) {
        boolean declared = step.declaration().places().stream()
                .anyMatch(place -> place instanceof WhereverListed
                        || (place instanceof ListedBy(String name) && name.equals(type.name())));
        return declared && type.steps().contains(step.name());
    }

    private static Optional<Place> anchoredPlace(PluginType type, StepWithOrigin step) {
        for (Place place : step.declaration().places()) {
            boolean ofType = switch (place) {
                case After(String name, String _) -> name.equals(type.name());
                case Before(String name, String _) -> name.equals(type.name());
                case WhereverListed _, ListedBy _ -> false;
            };
            if (ofType) {
                return Optional.of(place);
            }
        }
        return Optional.empty();
    }

    private static String anchor(Place place) {
        return switch (place) {
            case After(String _, String step) -> step;
            case Before(String _, String step) -> step;
            case WhereverListed _, ListedBy _ -> "";
        };
    }
}
