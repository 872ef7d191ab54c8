package meta.core.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.Function;
import meta.core.cni.JsonValue;
import meta.core.cni.JsonValue.JsonArray;
import meta.core.cni.JsonValue.JsonBoolean;
import meta.core.cni.JsonValue.JsonObject;
import meta.core.cni.JsonValue.JsonString;

/** Writes the reference of the steps and options of a plugin type as JSON. Can call code of third parties, as {@link Manual} does. */
public final class ManualJson {
    private ManualJson() {}

    /**
     * {@return the type with its steps and options}
     *
     * @param description the description of the type
     * @param versions as for {@link Manual#steps(List, Function)}
     */
    public static JsonObject of(
            Declarations declarations, String description, Function<String, SequencedMap<String, String>> versions) {
        SequencedMap<String, JsonValue> members = new LinkedHashMap<>();
        members.put("type", new JsonString(declarations.type()));
        members.put("description", new JsonString(description));
        members.put("steps", steps(declarations.steps(), versions));
        members.put("options", options(OptionDoc.ofType(declarations)));
        return new JsonObject(members);
    }

    /** {@return all options of the type and its steps, and the key that turns a step on or off} */
    public static JsonObject options(Declarations declarations) {
        SequencedMap<String, JsonValue> members = new LinkedHashMap<>();
        members.put("type", new JsonString(declarations.type()));
        members.put("options", options(Manual.all(declarations)));
        return new JsonObject(members);
    }

    /**
     * {@return the steps, each with its origin and options}
     *
     * @param versions as for {@link Manual#steps(List, Function)}
     */
    public static JsonArray steps(
            List<StepConfigSchema> steps, Function<String, SequencedMap<String, String>> versions) {
        List<JsonValue> elements = new ArrayList<>();
        for (StepConfigSchema step : steps) {
            SequencedMap<String, JsonValue> members = new LinkedHashMap<>();
            members.put("name", new JsonString(step.name()));
            members.put("description", new JsonString(step.declaration().description()));
            members.put("from", new JsonString(step.origin()));
            versions.apply(step.origin()).forEach((of, version) -> members.put(of, new JsonString(version)));
            members.put("enabledByDefault", new JsonBoolean(step.declaration().enabledByDefault()));
            members.put("needs", texts(step.declaration().needs()));
            members.put("options", options(OptionDoc.ofStep(step)));
            elements.add(new JsonObject(members));
        }
        return new JsonArray(elements);
    }

    private static JsonArray options(Collection<OptionDoc> docs) {
        List<JsonValue> elements = new ArrayList<>();
        for (OptionDoc doc : docs) {
            SequencedMap<String, JsonValue> members = new LinkedHashMap<>();
            members.put("key", new JsonString(doc.key()));
            members.put("accepted", new JsonString(doc.accepted()));
            members.put("required", new JsonBoolean(doc.byDefault() instanceof OptionDoc.Default.Required));
            members.put("default", new JsonString(byDefault(doc.byDefault())));
            members.put("description", new JsonString(doc.description()));
            elements.add(new JsonObject(members));
        }
        return new JsonArray(elements);
    }

    private static String byDefault(OptionDoc.Default byDefault) {
        return switch (byDefault) {
            case OptionDoc.Default.Required _ -> "";
            case OptionDoc.Default.Value(String json) -> json;
            case OptionDoc.Default.Remark(String words) -> words;
        };
    }

    private static JsonArray texts(List<String> texts) {
        return new JsonArray(texts.stream().<JsonValue>map(JsonString::new).toList());
    }
}
