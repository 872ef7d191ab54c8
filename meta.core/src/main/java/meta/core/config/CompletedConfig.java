package meta.core.config;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import meta.core.cni.InputProblem;
import meta.core.cni.JsonValue;
import meta.core.cni.JsonValue.JsonNull;
import meta.core.cni.JsonValue.JsonObject;
import meta.spi.option.Option;

/**
 * A network configuration, completed by the options for all networks of the node ({@link NodeTypeOptions}). A value is added if the
 * configuration gives neither its key nor, at the top level, another spelling of the key. If both have an object for a key, the objects
 * are merged.
 *
 * @param json the completed configuration
 * @param origin the origin of the added options, for messages
 * @param added the paths of the added values, in the form of {@link InputProblem#place}
 */
record CompletedConfig(JsonObject json, String origin, Set<String> added) {
    private static final String PLACE_ENDS = ".[:";

    CompletedConfig {
        added = Set.copyOf(added);
    }

    /**
     * {@return the configuration, completed by the options}
     *
     * @param topLevel the declared options at the top level, which the configuration may give in another spelling
     */
    static CompletedConfig of(JsonObject own, NodeTypeOptions options, Collection<Option<?>> topLevel) {
        Set<String> added = new HashSet<>();
        JsonObject json = options.json().members().isEmpty()
                ? own
                : merged(own, withoutOtherSpellings(options.json(), own, topLevel), "", added);
        return new CompletedConfig(json, options.origin(), added);
    }

    private static JsonObject withoutOtherSpellings(
            JsonObject options, JsonObject own, Collection<Option<?>> topLevel) {
        JsonObject left = options;
        for (Option<?> option : topLevel) {
            List<String> spellings = OptionReader.spellings(option);
            if (spellings.size() > 1 && spellings.stream().anyMatch(key -> isGiven(own, key))) {
                for (String spelling : spellings) {
                    left = isGiven(own, spelling) ? left : left.without(spelling);
                }
            }
        }
        return left;
    }

    private static boolean isGiven(JsonObject object, String key) {
        return !(object.get(key) instanceof JsonNull);
    }

    private static JsonObject merged(JsonObject own, JsonObject options, String path, Set<String> added) {
        SequencedMap<String, JsonValue> members = new LinkedHashMap<>(own.members());
        for (Map.Entry<String, JsonValue> option : options.members().entrySet()) {
            String key = option.getKey();
            if (!isGiven(own, key)) {
                members.put(key, option.getValue());
                added.add(path + key);
            } else if (own.get(key) instanceof JsonObject ours && option.getValue() instanceof JsonObject more) {
                members.put(key, merged(ours, more, path + key + ".", added));
            }
        }
        return new JsonObject(members);
    }

    /** {@return whether the value of this key at the top level was added} */
    boolean isAdded(String key) {
        return added.contains(key);
    }

    /** {@return the problem; the origin of the options precedes its place if the place is in an added value} */
    InputProblem located(InputProblem problem) {
        return new InputProblem(located(problem.place()), problem.given(), problem.accepted());
    }

    /** {@return the text, which begins with a place; the origin of the options precedes it if the place is in an added value} */
    String located(String text) {
        for (String place : added) {
            boolean inside = text.startsWith(place)
                    && (text.length() == place.length() || PLACE_ENDS.indexOf(text.charAt(place.length())) >= 0);
            if (inside) {
                return origin + "." + text;
            }
        }
        return text;
    }
}
