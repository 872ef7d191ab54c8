package meta.core.cni;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.function.Consumer;
import meta.core.cni.JsonValue.JsonArray;
import meta.core.cni.JsonValue.JsonBoolean;
import meta.core.cni.JsonValue.JsonNull;
import meta.core.cni.JsonValue.JsonNumber;
import meta.core.cni.JsonValue.JsonObject;
import meta.core.cni.JsonValue.JsonString;

/** Writes JSON values as text (RFC 8259). */
public final class JsonWriter {
    private JsonWriter() {}

    /** {@return the value on one line, without white space outside strings} */
    public static String compact(JsonValue value) {
        return text(value, _ -> {});
    }

    /** {@return the value, indented by two spaces for each level} */
    public static String pretty(JsonValue value) {
        return text(value, generator -> generator.setPrettyPrinter(indentation()));
    }

    private static String text(JsonValue value, Consumer<JsonGenerator> settings) {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = JsonReader.FACTORY.createGenerator(text)) {
            settings.accept(generator);
            write(value, generator);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "memory cannot be written", e); // memory does not fail, and JsonReader limits the depth
        }
        return text.toString();
    }

    private static DefaultPrettyPrinter indentation() {
        DefaultIndenter lines = new DefaultIndenter("  ", "\n");
        Separators separators =
                Separators.createDefaultInstance().withObjectFieldValueSpacing(Separators.Spacing.AFTER);
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter(separators);
        printer.indentObjectsWith(lines);
        printer.indentArraysWith(lines);
        return printer;
    }

    private static void write(JsonValue value, JsonGenerator generator) throws IOException {
        switch (value) {
            case JsonObject(var members) -> {
                generator.writeStartObject();
                for (Map.Entry<String, JsonValue> member : members.entrySet()) {
                    generator.writeFieldName(member.getKey());
                    write(member.getValue(), generator);
                }
                generator.writeEndObject();
            }
            case JsonArray(var elements) -> {
                generator.writeStartArray();
                for (JsonValue element : elements) {
                    write(element, generator);
                }
                generator.writeEndArray();
            }
            case JsonString(String text) -> generator.writeString(text);
            case JsonNumber(String digits) -> generator.writeNumber(digits);
            case JsonBoolean(boolean flag) -> generator.writeBoolean(flag);
            case JsonNull() -> generator.writeNull();
        }
    }
}
