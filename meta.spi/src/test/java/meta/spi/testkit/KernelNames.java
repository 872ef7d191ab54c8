package meta.spi.testkit;

import java.util.HexFormat;
import java.util.List;
import java.util.function.IntFunction;
import meta.netlink.AddressFlags;
import meta.netlink.Attribute;
import meta.netlink.NudState;
import meta.netlink.RouteTable;

/**
 * Converts names that {@code ip} prints, such as {@code static} or {@code permanent}, to the values that they stand for. Numbers are
 * accepted, too.
 */
final class KernelNames {
    private KernelNames() {}

    /**
     * {@return the value, among those with the numbers 0 to 255, that has this name or number}
     *
     * @param values returns the value with a number
     * @throws IllegalArgumentException if no value has this name or number
     */
    static <T> T ofByte(String word, IntFunction<T> values) {
        for (int number = 0; number <= 255; number++) {
            T value = values.apply(number);
            if (value.toString().equals(word) || Integer.toString(number).equals(word)) {
                return value;
            }
        }
        throw new IllegalArgumentException("it is neither a known name nor a number from 0 to 255");
    }

    /**
     * {@return the table with this name or number}
     *
     * @throws NumberFormatException if the word is neither a known name nor a number
     */
    static RouteTable table(String word) {
        for (RouteTable named : List.of(RouteTable.UNSPEC, RouteTable.MAIN, RouteTable.LOCAL, RouteTable.DEFAULT)) {
            if (named.toString().equals(word)) {
                return named;
            }
        }
        return RouteTable.of(Integer.parseUnsignedInt(word));
    }

    /**
     * {@return the state of a neighbour with this name or number}
     *
     * @throws NumberFormatException if the word is neither a known name nor a number
     */
    static NudState nud(String word) {
        if (word.equals("none")) {
            return NudState.NONE;
        }
        for (int bit = 1; bit <= 0x80; bit <<= 1) {
            if (new NudState(bit).toString().equals(word)) {
                return new NudState(bit);
            }
        }
        return new NudState(Integer.decode(word));
    }

    /**
     * {@return the flag with this name or number}
     *
     * @throws NumberFormatException if the word is neither a known name nor a number
     */
    static AddressFlags addressFlag(String word) {
        if (word.equals("secondary")) {
            return AddressFlags.TEMPORARY;
        }
        for (int bit = 1; bit <= 0x800; bit <<= 1) {
            if (new AddressFlags(bit).toString().equals(word)) {
                return new AddressFlags(bit);
            }
        }
        return new AddressFlags(Integer.decode(word));
    }

    /** {@return the attribute in the words after {@code attribute}: {@code NUMBER 0xBYTES}} */
    static Attribute attribute(Line line) {
        int type = line.number("an attribute's number");
        return new Attribute(
                type,
                line.next(
                        "an attribute's bytes such as 0x0102",
                        word -> HexFormat.of().parseHex(word.substring(word.startsWith("0x") ? 2 : 0))));
    }
}
