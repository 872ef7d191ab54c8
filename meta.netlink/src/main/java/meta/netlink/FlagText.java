package meta.netlink;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

/** The text form of a mask of kernel flags. */
final class FlagText {
    private FlagText() {}

    /**
     * {@return the names of the set flags, separated by commas; bits without a name as one hexadecimal number; empty if no bit is set}
     *
     * @param names each flag with its name, in the order of printing
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
