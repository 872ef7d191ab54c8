package meta.spi;

import java.util.OptionalLong;

/**
 * The name of a NIC, in the order in which people count: {@code eth0 < net1 < net2 < net10}.
 *
 * @param text the device's name
 */
public record NicName(String text) implements Comparable<NicName> {

    /** {@return the number that the name ends in; empty where it ends in something else, or the number has more than nine digits} */
    public OptionalLong number() {
        int start = text.length();
        while (start > 0 && isDigit(text.charAt(start - 1))) {
            start--;
        }
        int digits = text.length() - start;
        return digits == 0 || digits > 9
                ? OptionalLong.empty()
                : OptionalLong.of(Long.parseLong(text.substring(start)));
    }

    /** Numbers within the names are compared by their value, all else letter by letter. */
    @Override
    public int compareTo(NicName other) {
        int mine = 0;
        int its = 0;
        while (mine < text.length() && its < other.text.length()) {
            int myEnd = endOfNumber(text, mine);
            int itsEnd = endOfNumber(other.text, its);
            int order;
            if (myEnd > mine && itsEnd > its) {
                order = byValue(text.substring(mine, myEnd), other.text.substring(its, itsEnd));
            } else {
                order = Character.compare(text.charAt(mine), other.text.charAt(its));
                myEnd = mine + 1;
                itsEnd = its + 1;
            }
            if (order != 0) {
                return order;
            }
            mine = myEnd;
            its = itsEnd;
        }
        int rest = Integer.compare(text.length() - mine, other.text.length() - its);
        return rest != 0 ? rest : text.compareTo(other.text); // "net01" and "net1" are two names
    }

    private static int byValue(String digits, String others) {
        String mine = withoutZeros(digits);
        String its = withoutZeros(others);
        int byLength = Integer.compare(mine.length(), its.length());
        return byLength != 0 ? byLength : mine.compareTo(its);
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
