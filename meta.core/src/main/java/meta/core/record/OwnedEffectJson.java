package meta.core.record;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import meta.core.cni.JsonValue;
import meta.core.cni.JsonValue.JsonArray;
import meta.core.cni.JsonValue.JsonObject;
import meta.core.cni.JsonValue.JsonString;
import meta.spi.Effect;

/** Converts the effects of an attachment record to a JSON array and back. */
final class OwnedEffectJson {
    private OwnedEffectJson() {}

    static JsonArray of(List<OwnedEffect> effects) {
        List<JsonValue> elements = new ArrayList<>();
        for (OwnedEffect owned : effects) {
            SequencedMap<String, JsonValue> members = new LinkedHashMap<>();
            members.put("step", new JsonString(owned.step()));
            members.put("kind", new JsonString(owned.effect().kind()));
            members.put("key", new JsonString(owned.effect().key()));
            members.put("description", new JsonString(owned.effect().description()));
            SequencedMap<String, JsonValue> data = new LinkedHashMap<>();
            owned.effect().data().forEach((name, value) -> data.put(name, new JsonString(value)));
            members.put("data", new JsonObject(data));
            elements.add(new JsonObject(members));
        }
        return new JsonArray(elements);
    }

    /** {@return the effects in these elements; other elements are left out} */
    static List<OwnedEffect> read(List<JsonValue> elements) {
        List<OwnedEffect> effects = new ArrayList<>();
        for (JsonValue element : elements) {
            if (element instanceof JsonObject json) {
                read(json).ifPresent(effects::add);
            }
        }
        return effects;
    }

    private static Optional<OwnedEffect> read(JsonObject json) {
        try {
            Effect effect = Effect.of(json.text("kind"), json.text("key")).describedAs(json.text("description"));
            if (json.get("data") instanceof JsonObject data) {
                for (String name : data.members().keySet()) {
                    effect = effect.with(name, data.text(name));
                }
            }
            return Optional.of(new OwnedEffect(json.text("step"), effect));
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // another version of this software may have written the effect
        }
    }
}
