package meta.spi.option;

import java.math.BigDecimal;
import java.time.Duration;

/**
 * A duration in the notation of Go: one or more decimal numbers, each followed by a unit, such as {@code 500ms}, {@code 1.5s} or {@code
 * 1m30s}. The units are {@code ns}, {@code us} (or {@code µs}), {@code ms}, {@code s}, {@code m} and {@code h}. There is no sign, and zero
 * needs a unit, too.
 *
 * @param value the duration, 0 to 2^63-1 nanoseconds
 */
public record GoDuration(Duration value) {
    private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE);

    /**
     * Creates a duration.
     *
     * @throws IllegalArgumentException if {@code value} is negative or longer than 2^63-1 nanoseconds
     */
    public GoDuration {
        if (value.isNegative()) {
            throw new IllegalArgumentException(value + " is negative");
        }
        if (value.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(value + " is longer than 2^63-1 ns");
        }
    }

    /**
     * {@return the duration that the text expresses}
     *
     * @throws IllegalArgumentException if the text is not in this notation, or the duration is out of range or has a fraction of a
     *     nanosecond
     */
    public static GoDuration parse(String text) {
        BigDecimal nanoseconds = BigDecimal.ZERO;
        int at = 0;
        do {
            int unit = endOfNumber(text, at);
            int next = endOfUnit(text, unit);
            nanoseconds = nanoseconds.add(nanoseconds(text.substring(at, unit), text.substring(unit, next), text));
            at = next;
        } while (at < text.length());
        try {
            return new GoDuration(Duration.ofNanos(nanoseconds.longValueExact()));
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException('"' + text + "\" is too long, or finer than a nanosecond", e);
        }
    }

    private static int endOfNumber(String text, int from) {
        int end = from;
        while (end < text.length() && (isDigit(text.charAt(end)) || text.charAt(end) == '.')) {
            end++;
        }
        return end;
    }

    private static int endOfUnit(String text, int from) {
        int end = from;
        while (end < text.length() && !isDigit(text.charAt(end)) && text.charAt(end) != '.') {
            end++;
        }
        return end;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static BigDecimal nanoseconds(String number, String unit, String text) {
        try {
            return new BigDecimal(number).multiply(BigDecimal.valueOf(nanoseconds(unit)));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException('"' + text + "\" is not a duration with a unit, such as \"500ms\"", e);
        }
    }

    private static long nanoseconds(String unit) {
        return switch (unit) {
            case "ns" -> 1;
            case "us", "\u00b5s", "\u03bcs" -> 1_000; // with the micro sign, or the Greek letter
            case "ms" -> 1_000_000;
            case "s" -> 1_000_000_000;
            case "m" -> 60_000_000_000L;
            case "h" -> 3_600_000_000_000L;
            default -> throw new NumberFormatException(unit);
        };
    }

    /** {@return the duration as a whole number of the largest possible unit, such as {@code 90s}; {@code 0s} for zero} */
    @Override
    public String toString() {
        long nanoseconds = value.toNanos();
        for (String unit : new String[] {"h", "m", "s", "ms", "us"}) {
            if (nanoseconds != 0 && nanoseconds % nanoseconds(unit) == 0) {
                return nanoseconds / nanoseconds(unit) + unit;
            }
        }
        return nanoseconds == 0 ? "0s" : nanoseconds + "ns";
    }
}
