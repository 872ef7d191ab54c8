package meta.spi.net;

import java.util.Comparator;
import java.util.OptionalLong;
import meta.netlink.KernelText;

/**
 * A name that passes the kernel's check of device names ({@code net/core/dev.c dev_valid_name}). It has 1 to 15 bytes without NUL, {@code
 * /}, {@code :} and white space, and is neither {@code .} nor {@code ..}. {@link KernelText} defines how bytes that are not UTF-8 appear in
 * the text.
 *
 * <p>A name with {@code %} passes this check, although the kernel gives no device such a name.
 */
public record DeviceName(String text) {
    /** Compares numbers in names by their values, such as {@code eth0 < net1 < net2 < net10}. Different names never compare as equal. */
    public static final Comparator<String> ORDER = DeviceName::compare;

    /** The form of a valid name, for error messages. */
    public static final String ACCEPTED =
            "1 to 15 bytes without \"/\", \":\" and white space, and neither \".\" nor \"..\"";

    private static final int LONGEST = 15; // linux/if.h IFNAMSIZ, without the trailing NUL
    private static final int MOST_DIGITS = 9; // a number with so many digits fits into an int
    private static final int NO_BREAK_SPACE = 0xa0; // as a byte it is white space for the kernel (lib/ctype.c)

    /**
     * Creates a name.
     *
     * @throws IllegalArgumentException if {@link #isValid} is false for the text
     */
    public DeviceName {
        if (!isValid(text)) {
            throw new IllegalArgumentException("a device name has " + ACCEPTED);
        }
    }

    /** {@return whether this is the text of a name that passes the kernel's check} */
    public static boolean isValid(String text) {
        byte[] bytes = KernelText.encode(text);
        if (bytes.length == 0 || bytes.length > LONGEST || text.equals(".") || text.equals("..")) {
            return false;
        }
        for (byte b : bytes) {
            if (b == 0 || b == '/' || b == ':' || isSpace(b & 0xff)) {
                return false;
            }
        }
        return KernelText.decode(bytes).equals(text); // false for a lone surrogate, or if escapes form valid UTF-8
    }

    private static boolean isSpace(int b) {
        return b == ' ' || (b >= '\t' && b <= '\r') || b == NO_BREAK_SPACE;
    }

    /** {@return the number at the end of the name, 0 to 999999999; empty if the name ends with no digits, or with more than nine} */
    public OptionalLong number() {
        int start = text.length();
        while (start > 0 && isDigit(text.charAt(start - 1))) {
            start--;
        }
        int digits = text.length() - start;
        return digits == 0 || digits > MOST_DIGITS
                ? OptionalLong.empty()
                : OptionalLong.of(Long.parseLong(text.substring(start)));
    }

    private static int compare(String one, String other) {
        int i = 0;
        int j = 0;
        while (i < one.length() && j < other.length()) {
            int endOfOne = endOfNumber(one, i);
            int endOfOther = endOfNumber(other, j);
            int order;
            if (endOfOne > i && endOfOther > j) {
                order = compareNumbers(one.substring(i, endOfOne), other.substring(j, endOfOther));
            } else {
                order = Character.compare(one.charAt(i), other.charAt(j));
                endOfOne = i + 1;
                endOfOther = j + 1;
            }
            if (order != 0) {
                return order;
            }
            i = endOfOne;
            j = endOfOther;
        }
        int byRest = Integer.compare(one.length() - i, other.length() - j);
        return byRest != 0 ? byRest : one.compareTo(other); // "net01" and "net1" are different names
    }

    private static int compareNumbers(String digits, String others) {
        String one = withoutZeros(digits);
        String other = withoutZeros(others);
        int byLength = Integer.compare(one.length(), other.length());
        return byLength != 0 ? byLength : one.compareTo(other);
    }

    private static String withoutZeros(String digits) {
        int start = 0;
        while (start < digits.length() - 1 && digits.charAt(start) == '0') {
            start++;
        }
        return digits.substring(start);
    }

    private static int endOfNumber(String name, int start) {
        int end = start;
        while (end < name.length() && isDigit(name.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean isDigit(char letter) {
        return letter >= '0' && letter <= '9';
    }

    @Override
    public String toString() {
        return text;
    }
}
