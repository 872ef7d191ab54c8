package meta.core.cni;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;

/** Writes JSON (RFC 8259). */
public final class JsonWriter {
    private JsonWriter() {}

    /** {@return the value on one line, without blanks} */
    public static String compact(JsonValue value) {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = JsonFormat.FACTORY.createGenerator(text)) {
            write(value, generator);
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot be written", e);
        }
        return text.toString();
    }

    /** {@return the value with a line for each member and element, indented by two blanks} */
    public static String pretty(JsonValue value) {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = JsonFormat.FACTORY.createGenerator(text)) {
            generator.setPrettyPrinter(indentation());
            write(value, generator);
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot be written", e);
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
            case JsonText(String text) -> generator.writeString(text);
            case JsonNumber(String digits) -> generator.writeNumber(digits);
            case JsonFlag(boolean flag) -> generator.writeBoolean(flag);
            case JsonNull() -> generator.writeNull();
        }
    }
}
