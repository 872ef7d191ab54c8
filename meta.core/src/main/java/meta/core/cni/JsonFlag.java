package meta.core.cni;

/** {@code true} or {@code false}. */
public record JsonFlag(boolean value) implements JsonValue {
    @Override
    public String kind() {
        return "true or false";
    }

    @Override
    public String toString() {
        return value ? "true" : "false";
    }
}
