package meta.netlink;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Parses and prints IP addresses: IPv4 in dotted decimal; IPv6 in the forms of RFC 4291 2.2, printed as in RFC 5952. */
final class AddressText {
    private AddressText() {}

    static IpAddress parse(String text) {
        return text.indexOf(':') < 0 ? ipv4(text, text) : ipv6(text);
    }

    static String print(IpAddress address) {
        return address.isIpv4() ? printIpv4(address.low()) : printIpv6(groups(address));
    }

    private static IpAddress ipv4(String part, String whole) {
        String[] numbers = part.split("\\.", -1);
        if (numbers.length != 4) {
            throw new IllegalArgumentException("\"" + whole + "\" is not an IP address");
        }
        long value = 0;
        for (String number : numbers) {
            value = (value << 8) | octet(number, whole);
        }
        return new IpAddress(Family.IPV4, 0, value);
    }

    private static int octet(String number, String whole) {
        int value = Decimal.parse(number, 255);
        if (value < 0) {
            throw new IllegalArgumentException(
                    "\"" + whole + "\" is not an IP address: \"" + number + "\" is not a number from 0 to 255");
        }
        return value;
    }

    private static IpAddress ipv6(String text) {
        int gap = text.indexOf("::");
        if (gap < 0) {
            return ipv6(groups(text, true, text), List.of(), text);
        }
        return ipv6(groups(text.substring(0, gap), false, text), groups(text.substring(gap + 2), true, text), text);
    }

    private static IpAddress ipv6(List<Integer> head, List<Integer> tail, String whole) {
        boolean gap = whole.contains("::");
        int given = head.size() + tail.size();
        if (gap ? given > 7 : given != 8) {
            throw new IllegalArgumentException("\"" + whole + "\" is not an IPv6 address: it has " + given + " groups"
                    + (gap ? " and \"::\"; at most 7 are allowed" : ", not 8"));
        }
        long[] halves = new long[2];
        for (int i = 0; i < 8; i++) {
            int fromEnd = i - (8 - tail.size());
            int group = i < head.size() ? head.get(i) : fromEnd >= 0 ? tail.get(fromEnd) : 0;
            halves[i / 4] = (halves[i / 4] << 16) | group;
        }
        return new IpAddress(Family.IPV6, halves[0], halves[1]);
    }

    /**
     * Parses groups, which are separated by colons.
     *
     * @param toTheEnd whether an IPv4 address may replace the last two groups
     */
    private static List<Integer> groups(String part, boolean toTheEnd, String whole) {
        List<Integer> groups = new ArrayList<>();
        if (part.isEmpty()) {
            return groups;
        }
        String[] texts = part.split(":", -1);
        for (int i = 0; i < texts.length; i++) {
            if (toTheEnd && i == texts.length - 1 && texts[i].indexOf('.') >= 0) {
                long value = ipv4(texts[i], whole).low();
                groups.add((int) (value >>> 16));
                groups.add((int) (value & 0xffff));
            } else {
                groups.add(group(texts[i], whole));
            }
        }
        return groups;
    }

    private static int group(String text, String whole) {
        int value = text.isEmpty() || text.length() > 4 ? -1 : hexadecimal(text);
        if (value < 0) {
            throw new IllegalArgumentException(
                    "\"" + whole + "\" is not an IPv6 address: \"" + text + "\" is not one to four hexadecimal digits");
        }
        return value;
    }

    private static int hexadecimal(String text) {
        int value = 0;
        for (int i = 0; i < text.length(); i++) {
            if (!HexFormat.isHexDigit(text.charAt(i))) {
                return -1;
            }
            value = (value << 4) | HexFormat.fromHexDigit(text.charAt(i));
        }
        return value;
    }

    private static String printIpv4(long value) {
        return (value >>> 24) + "." + ((value >>> 16) & 0xff) + "." + ((value >>> 8) & 0xff) + "." + (value & 0xff);
    }

    private static int[] groups(IpAddress address) {
        int[] groups = new int[8];
        for (int i = 0; i < 8; i++) {
            long half = i < 4 ? address.high() : address.low();
            groups[i] = (int) ((half >>> (16 * (3 - i % 4))) & 0xffff);
        }
        return groups;
    }

    private static String printIpv6(int[] groups) {
        if (isMappedIpv4(groups)) { // RFC 5952 section 5
            return "::ffff:" + printIpv4(((long) groups[6] << 16) | groups[7]);
        }
        int start = -1;
        int length = 1; // RFC 5952 4.2.2: a single zero group is not shortened
        for (int i = 0; i < 8; i++) {
            int run = zerosFrom(groups, i);
            if (run > length) { // RFC 5952 4.2.3: the first of runs with equal length is shortened
                start = i;
                length = run;
            }
        }
        if (start < 0) {
            return join(groups, 0, 8);
        }
        return join(groups, 0, start) + "::" + join(groups, start + length, 8);
    }

    private static boolean isMappedIpv4(int[] groups) {
        return zerosFrom(groups, 0) == 5 && groups[5] == 0xffff;
    }

    private static int zerosFrom(int[] groups, int start) {
        int end = start;
        while (end < 8 && groups[end] == 0) {
            end++;
        }
        return end - start;
    }

    private static String join(int[] groups, int from, int to) {
        StringBuilder text = new StringBuilder();
        for (int i = from; i < to; i++) {
            text.append(i == from ? "" : ":").append(Integer.toHexString(groups[i]));
        }
        return text.toString();
    }
}
