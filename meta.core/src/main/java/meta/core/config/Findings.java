package meta.core.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import meta.core.cni.InputProblem;
import meta.core.cni.JsonValue.JsonObject;
import meta.core.cni.JsonValue.JsonString;
import meta.core.cni.TextShortener;

/**
 * Collects the problems and notes about a configuration. Equal ones count once. All methods except {@link #addAll} are thread-safe: a
 * third-party parser that exceeds its time limit may add findings later.
 */
final class Findings {
    static final int MAX_NAMED = 20;

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_.-]+");

    private final Set<InputProblem> problems = new LinkedHashSet<>();

    /** For the problem of a missing key: the same problem with a probable misspelling of the key. */
    private final Map<InputProblem, InputProblem> replacements = new HashMap<>();

    private final Set<String> notes = new LinkedHashSet<>();
    private final List<Missing> missing = new ArrayList<>();

    private record Missing(String path, String key, String expected, InputProblem problem) {}

    synchronized void problem(InputProblem problem) {
        problems.add(problem);
    }

    /**
     * Adds the problem that a required key is missing. A later call of {@link #unknownKeys} can add a misspelling to it.
     *
     * @param path the path of the object with a trailing dot; empty for the configuration itself
     * @param expected a text such as {@code expected true or false}
     */
    synchronized void missing(String path, String key, String expected) {
        InputProblem problem = InputProblem.missing(path + key, expected);
        problem(problem);
        missing.add(new Missing(path, key, expected, problem));
    }

    /** Adds the findings that the other object has now. No other thread may use this object at the same time. */
    void addAll(Findings other) {
        synchronized (other) {
            problems.addAll(other.problems);
            replacements.putAll(other.replacements);
            notes.addAll(other.notes);
            missing.addAll(other.missing);
        }
    }

    synchronized void note(String note) {
        notes.add(note);
    }

    /**
     * Adds a note for each of the first {@value #MAX_NAMED} unknown keys of an object, and one note for all others.
     *
     * @param known the known keys of the object
     * @param path the path of the object with a trailing dot; empty for the configuration itself
     */
    synchronized void unknownKeys(JsonObject object, Collection<String> known, String path) {
        Set<String> knownKeys = new HashSet<>(known);
        int unknown = 0;
        for (String key : object.members().keySet()) {
            if (!knownKeys.contains(key) && ++unknown <= MAX_NAMED) {
                Optional<String> nearest = NearestKey.to(key, known);
                note(path + quoted(key) + ": unknown key" + suggestion(key, nearest, object, known, path));
                checkMissing(path, key, nearest);
            }
        }
        if (unknown > MAX_NAMED) {
            note(path + "…: " + (unknown - MAX_NAMED) + " more unknown keys");
        }
    }

    private static String quoted(String key) {
        String shown = TextShortener.line(key);
        return PLAIN.matcher(shown).matches() ? shown : new JsonString(shown).toString();
    }

    private static String suggestion(
            String key, Optional<String> nearest, JsonObject object, Collection<String> known, String path) {
        if (nearest.isPresent()) {
            return "; did you mean \"" + nearest.get() + "\"?";
        }
        int dot = key.indexOf('.');
        if (dot > 0 && known.contains(key.substring(0, dot))) {
            return "; " + CorrectionHint.nested(key, object);
        }
        return path.isEmpty() || known.isEmpty()
                ? ""
                : "; known keys are " + AcceptedValues.list(List.copyOf(known), " and ");
    }

    /** Adds an unknown key to the problem of the first missing key that it resembles, unless the problem names another. */
    private void checkMissing(String path, String key, Optional<String> nearest) {
        for (Missing each : missing) {
            boolean meant = nearest.filter(each.key()::equals).isPresent() || NearestKey.isShortened(key, each.key());
            if (each.path().equals(path) && meant) {
                InputProblem problem = each.problem();
                String found =
                        "found " + new JsonString(TextShortener.line(key)) + ", did you mean \"" + each.key() + "\"? ";
                replacements.putIfAbsent(problem, InputProblem.missing(problem.place(), found + each.expected()));
                return;
            }
        }
    }

    synchronized boolean isValid() {
        return problems.isEmpty();
    }

    synchronized int count() {
        return problems.size();
    }

    /** {@return the problems in the order in which they were found} */
    synchronized List<InputProblem> problems() {
        return problems.stream()
                .map(problem -> replacements.getOrDefault(problem, problem))
                .toList();
    }

    synchronized List<String> notes() {
        return List.copyOf(notes);
    }
}
