package meta.image.bench;

import java.util.Locale;

/** A time in milliseconds as a picture shows it. */
final class Millis {
    private Millis() {}

    /** {@return the time with its unit; one decimal below 100 ms, none above} */
    static String text(double millis) {
        return String.format(Locale.ROOT, millis < 100 ? "%.1f ms" : "%.0f ms", millis);
    }
}
