package meta.core.cni;

/** A string. */
public record JsonText(String value) implements JsonValue {
    @Override
    public String kind() {
        return "a string";
    }

    /** {@return the string as JSON, in quotes} */
    @Override
    public String toString() {
        return JsonWriter.compact(this);
    }
}
