package meta.core.config;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Finds the known word that the author of a mistyped word probably meant. */
final class NearestKey {
    private static final int MAX_LENGTH = 100; // nothing resembles a longer given word

    private NearestKey() {}

    /**
     * {@return the known word that differs least from the given word, the first of several; empty if each known word differs too much} A
     * third of the given word's letters, but at least one, may differ. Case is ignored.
     */
    static Optional<String> to(String given, Collection<String> known) {
        Optional<String> nearest = Optional.empty();
        if (given.length() > MAX_LENGTH) {
            return nearest;
        }
        int least = 1 + Math.max(1, given.length() / 3);
        String lower = given.toLowerCase(Locale.ROOT);
        for (String candidate : known) {
            boolean near = Math.abs(given.length() - candidate.length()) < least;
            int distance = near ? distance(lower, candidate.toLowerCase(Locale.ROOT)) : least;
            if (distance < least) {
                least = distance;
                nearest = Optional.of(candidate);
            }
        }
        return nearest;
    }

    /**
     * {@return whether the given word is the known word without some of its parts, such as {@code overlay_subnet} for {@code
     * overlay_hijack_subnet}} Underscores separate the parts. The first part must be the same. Capital letters, hyphens and plurals of
     * later parts are tolerated in the given word.
     */
    static boolean isShortened(String given, String known) {
        if (given.length() > MAX_LENGTH) {
            return false;
        }
        String[] parts = known.split("_", -1);
        String[] some = given.toLowerCase(Locale.ROOT).split("[_-]", -1);
        if (some.length >= parts.length || !some[0].equals(parts[0])) {
            return false;
        }
        int at = 0;
        for (String part : parts) {
            boolean same = at < some.length && (some[at].equals(part) || some[at].equals(part + "s"));
            at += same ? 1 : 0;
        }
        return at == some.length;
    }

    /** {@return the optimal string alignment distance of two words} */
    static int distance(String from, String to) {
        int[][] distance = new int[from.length() + 1][to.length() + 1];
        for (int i = 0; i <= from.length(); i++) {
            for (int j = 0; j <= to.length(); j++) {
                distance[i][j] = i == 0 || j == 0 ? i + j : step(distance, from, i, to, j);
            }
        }
        return distance[from.length()][to.length()];
    }

    private static int step(int[][] distance, String from, int i, String to, int j) {
        boolean same = from.charAt(i - 1) == to.charAt(j - 1);
        int replaced = distance[i - 1][j - 1] + (same ? 0 : 1);
        int least = Math.min(replaced, 1 + Math.min(distance[i - 1][j], distance[i][j - 1]));
        boolean swapped =
                i > 1 && j > 1 && from.charAt(i - 1) == to.charAt(j - 2) && from.charAt(i - 2) == to.charAt(j - 1);
        return swapped ? Math.min(least, 1 + distance[i - 2][j - 2]) : least;
    }
}
