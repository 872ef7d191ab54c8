package meta.netlink.codec;

import java.util.Arrays;
import java.util.List;

/** The attributes that a {@link Codec} knows. */
final class Fields<M> {
    /** The index of an unknown attribute. */
    static final int UNKNOWN = -1;

    /** The index of an attribute that decoding discards. */
    static final int DROPPED = -2;

    private final List<Field<M, ?>> all;
    private final int[] indexes; // by the number of the attribute

    /**
     * @param all the attributes for which the record has a component, in the order of encoding
     * @param dropped the numbers of the attributes that decoding discards
     */
    Fields(List<Field<M, ?>> all, List<Integer> dropped) {
        this.all = List.copyOf(all);
        this.indexes = new int[largestNumber(all, dropped) + 1];
        Arrays.fill(indexes, UNKNOWN);
        for (int number : dropped) {
            indexes[number] = DROPPED;
        }
        for (int i = 0; i < all.size(); i++) {
            indexes[all.get(i).number()] = i;
        }
    }

    private static int largestNumber(List<? extends Field<?, ?>> all, List<Integer> dropped) {
        int largest = 0;
        for (Field<?, ?> field : all) {
            largest = Math.max(largest, field.number());
        }
        for (int number : dropped) {
            largest = Math.max(largest, number);
        }
        return largest;
    }

    List<Field<M, ?>> all() {
        return all;
    }

    /** {@return the index in {@link #all} of the field with this number; otherwise {@link #UNKNOWN} or {@link #DROPPED}} */
    int indexOf(int number) {
        return number < indexes.length ? indexes[number] : UNKNOWN;
    }
}
