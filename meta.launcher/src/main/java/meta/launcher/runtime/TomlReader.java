package meta.launcher.runtime;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import meta.core.cni.JsonValue;
import meta.core.cni.JsonValue.JsonArray;
import meta.core.cni.JsonValue.JsonBoolean;
import meta.core.cni.JsonValue.JsonNumber;
import meta.core.cni.JsonValue.JsonObject;
import meta.core.cni.JsonValue.JsonString;

/**
 * Reads a text in TOML (version 1.0.0) as a JSON object. Some errors are not found.
 *
 * <p>Dates, times, infinite numbers and NaN become strings.
 */
public final class TomlReader {
    private static final int MAX_DEPTH = 100;

    private final TomlScanner scanner;
    private final Table outermost = new Table();
    private int depth;

    private TomlReader(String text) {
        scanner = new TomlScanner(text);
    }

    /**
     * {@return the outermost table of a text}
     *
     * @throws TomlException if the reader finds an error, or too deep nesting
     */
    public static JsonObject read(String text) throws TomlException {
        return new TomlReader(text).document();
    }

    private static final class Table {
        /** The values are of type {@link Table}, {@link Tables} or {@link JsonValue}. */
        final SequencedMap<String, Object> members = new LinkedHashMap<>();

        /** Whether a header {@code [name]} has defined the table. */
        boolean defined;

        JsonObject json() {
            SequencedMap<String, JsonValue> json = new LinkedHashMap<>();
            members.forEach((name, member) -> json.put(name, Tables.json(member)));
            return new JsonObject(json);
        }
    }

    /** The tables of all headers {@code [[name]]} that have the same name. */
    private record Tables(List<Table> tables) {
        static JsonValue json(Object member) {
            return switch (member) {
                case Table table -> table.json();
                case Tables(List<Table> tables) ->
                    new JsonArray(tables.stream().<JsonValue>map(Table::json).toList());
                default -> (JsonValue) member;
            };
        }
    }

    private JsonObject document() throws TomlException {
        Table current = outermost;
        scanner.skipLines();
        while (!scanner.atEnd()) {
            if (scanner.accept("[[")) {
                current = element(header("]]"));
            } else if (scanner.accept("[")) {
                current = table(header("]"));
            } else {
                member(current);
            }
            scanner.endLine();
            scanner.skipLines();
        }
        return outermost.json();
    }

    private List<String> header(String end) throws TomlException {
        List<String> key = key();
        scanner.expect(end);
        return key;
    }

    private List<String> key() throws TomlException {
        List<String> parts = new ArrayList<>();
        do {
            scanner.skipSpace();
            parts.add(scanner.keyPart());
            requireDepth(depth + parts.size());
            scanner.skipSpace();
        } while (scanner.accept("."));
        return parts;
    }

    private Table table(List<String> key) throws TomlException {
        Table table =
                descend(descend(outermost, key.subList(0, key.size() - 1)), key.subList(key.size() - 1, key.size()));
        if (table.defined) {
            throw duplicate(key);
        }
        table.defined = true;
        return table;
    }

    private Table element(List<String> key) throws TomlException {
        Table parent = descend(outermost, key.subList(0, key.size() - 1));
        Object known = parent.members.computeIfAbsent(key.getLast(), _ -> new Tables(new ArrayList<>()));
        if (!(known instanceof Tables(List<Table> tables))) {
            throw duplicate(key);
        }
        tables.add(new Table());
        return tables.getLast();
    }

    /** {@return the table to which a dotted key leads; missing tables are created} An array of tables leads to its last table. */
    private Table descend(Table from, List<String> key) throws TomlException {
        Table table = from;
        for (String part : key) {
            Object next = table.members.computeIfAbsent(part, _ -> new Table());
            table = switch (next) {
                case Table below -> below;
                case Tables(List<Table> tables) -> tables.getLast();
                default -> throw duplicate(key);
            };
        }
        return table;
    }

    private TomlException duplicate(List<String> key) {
        return scanner.error("duplicate key " + String.join(".", key));
    }

    private void member(Table table) throws TomlException {
        List<String> key = key();
        scanner.expect("=");
        scanner.skipSpace();
        depth += key.size() - 1;
        JsonValue value = value();
        depth -= key.size() - 1;
        Table parent = descend(table, key.subList(0, key.size() - 1));
        if (parent.members.putIfAbsent(key.getLast(), value) != null) {
            throw duplicate(key);
        }
    }

    private JsonValue value() throws TomlException {
        requireDepth(++depth);
        char first = scanner.peek();
        JsonValue value = switch (first) {
            case '"', '\'' -> new JsonString(scanner.string());
            case '[' -> array();
            case '{' -> inlineTable();
            default -> scalar(scanner.word());
        };
        depth--;
        return value;
    }

    private void requireDepth(int nested) throws TomlException {
        if (nested > MAX_DEPTH) {
            throw scanner.error("more than " + MAX_DEPTH + " nested values");
        }
    }

    private JsonArray array() throws TomlException {
        scanner.expect("[");
        List<JsonValue> elements = new ArrayList<>();
        scanner.skipLines();
        while (!scanner.accept("]")) {
            elements.add(value());
            scanner.skipLines();
            if (!scanner.accept(",")) {
                scanner.expect("]");
                break;
            }
            scanner.skipLines();
        }
        return new JsonArray(elements);
    }

    private JsonObject inlineTable() throws TomlException {
        scanner.expect("{");
        Table table = new Table();
        scanner.skipSpace();
        if (scanner.accept("}")) {
            return JsonObject.EMPTY;
        }
        do {
            scanner.skipSpace();
            member(table);
            scanner.skipSpace();
        } while (scanner.accept(","));
        scanner.expect("}");
        return table.json();
    }

    private JsonValue scalar(String word) throws TomlException {
        if (word.equals("true") || word.equals("false")) {
            return new JsonBoolean(word.equals("true"));
        }
        for (Map.Entry<String, Integer> base :
                Map.of("0x", 16, "0o", 8, "0b", 2).entrySet()) {
            if (word.startsWith(base.getKey())) {
                return number(word, base.getKey(), base.getValue());
            }
        }
        String digits = (word.startsWith("+") ? word.substring(1) : word).replaceAll("(?<=[0-9])_(?=[0-9])", "");
        if (digits.matches("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][-+]?[0-9]+)?")) {
            return new JsonNumber(digits);
        }
        if (word.matches("[-+]?(inf|nan)|[0-9]{4}-.*|[0-9]{2}:.*")) {
            return new JsonString(word);
        }
        throw scanner.error("\"" + word + "\" is not a value; a string needs quotes");
    }

    private JsonNumber number(String word, String prefix, int base) throws TomlException {
        String digits = word.substring(prefix.length());
        // possessive: otherwise each part would need space on the stack
        if (!digits.matches("[0-9A-Fa-f]+(?:_[0-9A-Fa-f]+)*+")) {
            throw scanner.error("\"" + word + "\" is not a number");
        }
        try {
            return new JsonNumber(new BigInteger(digits.replace("_", ""), base).toString());
        } catch (NumberFormatException e) {
            throw scanner.error("\"" + word + "\" is not a number");
        }
    }
}
