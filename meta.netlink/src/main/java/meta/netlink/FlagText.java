package meta.netlink;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

/** Prints a bit mask of kernel flags as a text. */
final class FlagText {
    private FlagText() {}

    /**
     * {@return the names of the flags that are set, separated by commas; empty if no bit is set}
     *
     * <p>The set bits that have no name follow the names as one hexadecimal number.
     *
     * @param names each flag with its name, in the order in which the names are printed
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
