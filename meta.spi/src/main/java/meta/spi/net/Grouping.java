package meta.spi.net;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Groups elements by a property, not before {@link #with} is called. Keeps the order within a group. Thread-safe. */
final class Grouping<K, T> {
    private final Supplier<List<T>> elements;
    private final Function<T, K> property;
    private volatile @Nullable Map<K, List<T>> groups;

    Grouping(Supplier<List<T>> elements, Function<T, K> property) {
        this.elements = elements;
        this.property = property;
    }

    /** {@return the elements whose property has this value; empty if there are none} */
    List<T> with(K wanted) {
        Map<K, List<T>> known = groups;
        if (known == null) {
            known = grouped();
            groups = known;
        }
        return known.getOrDefault(wanted, List.of());
    }

    private Map<K, List<T>> grouped() {
        Map<K, List<T>> found = new HashMap<>();
        for (T element : elements.get()) {
            found.computeIfAbsent(property.apply(element), _ -> new ArrayList<>())
                    .add(element);
        }
        found.replaceAll((_, group) -> List.copyOf(group));
        return found;
    }
}
