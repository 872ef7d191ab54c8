package meta.core.cni;

import java.util.OptionalLong;

/**
 * A number.
 *
 * @param text its digits as they were written, so that a large number or a fraction loses nothing on its way through; two numbers
 *     are equal when they are written alike
 */
public record JsonNumber(String text) implements JsonValue {
    public JsonNumber {
        if (!isNumber(text)) {
            throw new IllegalArgumentException("\"" + text + "\" is not a JSON number");
        }
    }

    public static JsonNumber of(long value) {
        return new JsonNumber(Long.toString(value));
    }

    /** {@return the number; empty where it is written with a fraction or an exponent, or does not fit into 64 bits} */
    public OptionalLong whole() {
        int start = text.charAt(0) == '-' ? 1 : 0;
        if (digits(text, start) != text.length() || text.length() > 20) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(Long.parseLong(text));
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }

    @Override
    public String kind() {
        return "a number";
    }

    @Override
    public String toString() {
        return text;
    }

    /** RFC 8259 section 6: {@code [ minus ] int [ frac ] [ exp ]}. */
    private static boolean isNumber(String text) {
        int start = text.startsWith("-") ? 1 : 0;
        int at = digits(text, start);
        boolean leadingZero = at - start > 1 && text.charAt(start) == '0';
        if (at == start || leadingZero) {
            return false;
        }
        if (at < text.length() && text.charAt(at) == '.') {
            int fraction = at + 1;
            at = digits(text, fraction);
            if (at == fraction) {
                return false;
            }
        }
        if (at < text.length() && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
            int exponent = at + 1;
            if (exponent < text.length() && (text.charAt(exponent) == '+' || text.charAt(exponent) == '-')) {
                exponent++;
            }
            at = digits(text, exponent);
            if (at == exponent) {
                return false;
            }
        }
        return at == text.length();
    }

    /** {@return where the digits that begin at {@code from} end} */
    private static int digits(String text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        return at;
    }
}
