package meta.spi;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.RandomAccess;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The items of a joined plan ({@link Plan#then}). Joining appends to the first plan's array where possible, so that building a plan item by
 * item takes linear time.
 *
 * <p>Unmodifiable and thread-safe. Of two threads that append to the same array at the same time, at least one copies it.
 */
final class JoinedPlanItems extends AbstractList<Plan.Item> implements RandomAccess {
    private static final int MIN_CAPACITY = 16;

    /**
     * The items of this list, those of longer lists on the same array, and unused elements. An item is written before the list that
     * contains it exists.
     */
    private final Plan.Item[] items;

    private final int size;

    /** The number of used elements, shared by all lists on the array. */
    private final AtomicInteger used;

    private JoinedPlanItems(Plan.Item[] items, int size, AtomicInteger used) {
        this.items = items;
        this.size = size;
        this.used = used;
    }

    /** {@return a list of the items of {@code first}, followed by the items of {@code others}; both lists stay unchanged} */
    static JoinedPlanItems joined(List<Plan.Item> first, List<Plan.Item> others) {
        int size = first.size() + others.size();
        if (first instanceof JoinedPlanItems list
                && size <= list.items.length
                && list.used.compareAndSet(list.size, size)) {
            return list.with(others, size);
        }
        Plan.Item[] copy = new Plan.Item[Math.max(MIN_CAPACITY, 2 * size)];
        for (int i = 0; i < first.size(); i++) {
            copy[i] = first.get(i);
        }
        return new JoinedPlanItems(copy, first.size(), new AtomicInteger(size)).with(others, size);
    }

    private JoinedPlanItems with(List<Plan.Item> others, int newSize) {
        for (int i = 0; i < others.size(); i++) {
            items[size + i] = others.get(i);
        }
        return new JoinedPlanItems(items, newSize, used);
    }

    @Override
    public Plan.Item get(int index) {
        return items[Objects.checkIndex(index, size)];
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public Object[] toArray() {
        return Arrays.copyOf(items, size, Object[].class);
    }
}
