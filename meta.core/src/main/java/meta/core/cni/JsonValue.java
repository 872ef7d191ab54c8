package meta.core.cni;

/** A value of RFC 8259: an object, an array, a string, a number, {@code true} or {@code false}, or {@code null}. */
public sealed interface JsonValue permits JsonObject, JsonArray, JsonText, JsonNumber, JsonFlag, JsonNull {
    /** {@return what this is called in a message to people, such as "a number"} */
    String kind();
}
