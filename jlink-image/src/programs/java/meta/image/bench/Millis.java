package meta.image.bench;

import java.util.Locale;

/** Formats durations in milliseconds for pictures. */
final class Millis {
    private Millis() {}

    /** {@return the label of a tick of an axis} From 1000 ms on, the unit is seconds. */
    static String tick(double millis) {
        if (millis >= 1000) {
            return String.format(Locale.ROOT, "%.0f s", millis / 1000);
        }
        return millis < 1
                ? String.format(Locale.ROOT, "%.1g ms", millis)
                : String.format(Locale.ROOT, "%.0f ms", millis);
    }

    /** {@return a measured duration, such as {@code 9.5 ms} or {@code 120 ms}} Below 100 ms, the text has one decimal place. */
    static String text(double millis) {
        return String.format(Locale.ROOT, millis < 100 ? "%.1f ms" : "%.0f ms", millis);
    }
}
