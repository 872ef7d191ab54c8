package meta.netlink;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

/** Prints bit masks of kernel flags. */
final class FlagText {
    private FlagText() {}

    /**
     * {@return the names of the set flags and, as one hexadecimal number, the set bits without a name; separated by commas}
     *
     * @param names the flags with their names, in the order of the result
     * @param bitsOf returns the bits of a flag
     */
    static <F> String print(int bits, List<Map.Entry<F, String>> names, ToIntFunction<F> bitsOf) {
        List<String> words = new ArrayList<>();
        int unnamed = bits;
        for (Map.Entry<F, String> name : names) {
            int flag = bitsOf.applyAsInt(name.getKey());
            if ((bits & flag) == flag) {
                words.add(name.getValue());
                unnamed &= ~flag;
            }
        }
        if (unnamed != 0) {
            words.add("0x" + Integer.toHexString(unnamed));
        }
        return String.join(",", words);
    }
}
