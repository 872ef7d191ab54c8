package meta.launcher.log;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.logging.log4j.util.BiConsumer;
import org.apache.logging.log4j.util.ReadOnlyStringMap;
import org.apache.logging.log4j.util.TriConsumer;
import org.jspecify.annotations.Nullable;

/** The fields of a {@link CallIdentity} as the map that Log4j2 passes to layouts, in the order in which they were given. Immutable. */
final class IdentityFields implements ReadOnlyStringMap {
    private static final long serialVersionUID = 1L;

    private final String[] pairs; // key, value, key, value …; serializable, as Log4j2 requires

    private IdentityFields(String[] pairs) {
        this.pairs = pairs;
    }

    /**
     * {@return a map of the fields whose values are not empty}
     *
     * @param keysAndValues a key, its value, the next key, its value, and so on
     */
    static IdentityFields of(String... keysAndValues) {
        String[] pairs = new String[keysAndValues.length];
        int kept = 0;
        for (int i = 0; i < keysAndValues.length; i += 2) {
            if (!keysAndValues[i + 1].isEmpty()) {
                pairs[kept++] = keysAndValues[i];
                pairs[kept++] = keysAndValues[i + 1];
            }
        }
        return new IdentityFields(Arrays.copyOf(pairs, kept));
    }

    @Override
    public Map<String, String> toMap() {
        Map<String, String> map = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put(pairs[i], pairs[i + 1]);
        }
        return map;
    }

    @Override
    public boolean containsKey(String key) {
        return getValue(key) != null;
    }

    @Override
    @SuppressWarnings("unchecked") // every value is a String; V is what the caller expects
    public <V> void forEach(BiConsumer<String, ? super V> action) {
        for (int i = 0; i < pairs.length; i += 2) {
            action.accept(pairs[i], (V) pairs[i + 1]);
        }
    }

    @Override
    @SuppressWarnings("unchecked") // every value is a String
    public <V, S> void forEach(TriConsumer<String, ? super V, S> action, S state) {
        for (int i = 0; i < pairs.length; i += 2) {
            action.accept(pairs[i], (V) pairs[i + 1], state);
        }
    }

    @Override
    // every value is a String; Log4j2 determines the signature
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    public <V> @Nullable V getValue(String key) {
        for (int i = 0; i < pairs.length; i += 2) {
            if (pairs[i].equals(key)) {
                return (V) pairs[i + 1];
            }
        }
        return null;
    }

    @Override
    public boolean isEmpty() {
        return pairs.length == 0;
    }

    @Override
    public int size() {
        return pairs.length / 2;
    }
}
