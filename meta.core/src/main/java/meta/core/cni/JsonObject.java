package meta.core.cni;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/**
 * An object.
 *
 * @param members its members in the order in which they were written; objects are equal whatever that order
 */
public record JsonObject(SequencedMap<String, JsonValue> members) implements JsonValue {
    public static final JsonObject EMPTY = new JsonObject(new LinkedHashMap<>());

    public JsonObject {
        members = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(members));
    }

    /** {@return the member's value; {@link JsonNull} where there is no such member, as in Go one is as good as the other} */
    public JsonValue get(String name) {
        return members.getOrDefault(name, JsonNull.NULL);
    }

    /** {@return whether there is a member of this name, be it {@code null}} */
    public boolean has(String name) {
        return members.containsKey(name);
    }

    /** {@return the member's string; empty where there is none} */
    public String text(String name) {
        return members.get(name) instanceof JsonText(String text) ? text : "";
    }

    /** {@return the elements of the member's array; none where there is no array} */
    public List<JsonValue> elements(String name) {
        return members.get(name) instanceof JsonArray(var elements) ? elements : List.of();
    }

    /** {@return the object with this member, in its old place where it had one, else at the end} */
    public JsonObject with(String name, JsonValue value) {
        SequencedMap<String, JsonValue> more = new LinkedHashMap<>(members);
        more.put(name, value);
        return new JsonObject(more);
    }

    /** {@return the object without this member} */
    public JsonObject without(String name) {
        SequencedMap<String, JsonValue> fewer = new LinkedHashMap<>(members);
        fewer.remove(name);
        return new JsonObject(fewer);
    }

    /** {@return the object with all members of the other too; the other's win} */
    public JsonObject withAll(JsonObject other) {
        SequencedMap<String, JsonValue> more = new LinkedHashMap<>(members);
        for (Map.Entry<String, JsonValue> member : other.members.entrySet()) {
            more.put(member.getKey(), member.getValue());
        }
        return new JsonObject(more);
    }

    @Override
    public String kind() {
        return "an object";
    }

    /** {@return the object as JSON on one line} */
    @Override
    public String toString() {
        return JsonWriter.compact(this);
    }
}
