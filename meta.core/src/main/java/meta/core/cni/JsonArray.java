package meta.core.cni;

import java.util.List;

/** An array. */
public record JsonArray(List<JsonValue> elements) implements JsonValue {
    public JsonArray {
        elements = List.copyOf(elements);
    }

    @Override
    public String kind() {
        return "an array";
    }

    /** {@return the array as JSON on one line} */
    @Override
    public String toString() {
        return JsonWriter.compact(this);
    }
}
