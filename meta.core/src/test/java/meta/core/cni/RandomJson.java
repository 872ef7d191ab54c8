package meta.core.cni;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.random.RandomGenerator;
import meta.core.cni.JsonValue.JsonArray;
import meta.core.cni.JsonValue.JsonBoolean;
import meta.core.cni.JsonValue.JsonNull;
import meta.core.cni.JsonValue.JsonNumber;
import meta.core.cni.JsonValue.JsonObject;
import meta.core.cni.JsonValue.JsonString;

/** Makes random JSON values. Two instances with equally seeded generators make the same values if the same methods are called in turn. */
public final class RandomJson {
    private static final String LETTERS = "abcXYZ019 _-./:\"\\\n\t\u0000é€\uD83D\uDE00{}[],";
    private static final List<String> NUMBERS =
            List.of("0", "-0", "1", "-17", "3.50", "1e9", "2E-7", "18446744073709551616");

    private final RandomGenerator random;

    public RandomJson(RandomGenerator random) {
        this.random = random;
    }

    /** {@return a random value; its arrays and objects are nested at most {@code depth} levels deep} */
    public JsonValue value(int depth) {
        return switch (random.nextInt(depth > 0 ? 6 : 4)) {
            case 0 -> new JsonString(text());
            case 1 -> new JsonNumber(NUMBERS.get(random.nextInt(NUMBERS.size())));
            case 2 -> new JsonBoolean(random.nextBoolean());
            case 3 -> JsonNull.NULL;
            case 4 -> array(depth);
            default -> object(depth);
        };
    }

    /** {@return a random object with at most three keys; it and its values are nested at most {@code depth} levels deep, from 1} */
    public JsonObject object(int depth) {
        SequencedMap<String, JsonValue> members = new LinkedHashMap<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            members.put(text(), value(depth - 1));
        }
        return new JsonObject(members);
    }

    private JsonArray array(int depth) {
        List<JsonValue> elements = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            elements.add(value(depth - 1));
        }
        return new JsonArray(elements);
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        int[] letters = LETTERS.codePoints().toArray();
        for (int i = random.nextInt(8); i > 0; i--) {
            text.appendCodePoint(letters[random.nextInt(letters.length)]);
        }
        return text.toString();
    }
}
