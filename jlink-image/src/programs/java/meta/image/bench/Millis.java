package meta.image.bench;

import java.util.Locale;

/** Formats durations in milliseconds for pictures. */
final class Millis {
    private Millis() {}

    static String tick(double millis) {
        if (millis >= 1000) {
            return String.format(Locale.ROOT, "%.0f s", millis / 1000);
        }
        return millis < 1
                ? String.format(Locale.ROOT, "%.1g ms", millis)
                : String.format(Locale.ROOT, "%.0f ms", millis);
    }

    static String text(double millis) {
        return String.format(Locale.ROOT, millis < 100 ? "%.1f ms" : "%.0f ms", millis);
    }
}
