package meta.core.json;

/** {@code null}. */
public record JsonNull() implements JsonValue {
    @Override
    public String kind() {
        return "null";
    }

    @Override
    public String toString() {
        return "null";
    }
}
