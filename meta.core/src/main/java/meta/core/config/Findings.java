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
import meta.core.cni.BoundedText;
import meta.core.cni.JsonValue.JsonObject;
import meta.core.cni.JsonValue.JsonString;
import meta.core.cni.Problem;

/** What is noticed on the way through a configuration, each thing once: two steps may read the same option. */
final class Findings {
    /** The most unknown keys of an object that are named and compared with the known ones. */
    static final int MOST_NAMED = 20;

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_.-]+");

    private final Set<Problem> problems = new LinkedHashSet<>();
    private final Map<Problem, Problem> misspelt = new HashMap<>(); // what is said in a problem's place
    private final Set<String> notes = new LinkedHashSet<>();
    private final List<Missing> missing = new ArrayList<>();

    /** An option that is required, in the object at a path, which has other keys. */
    private record Missing(String path, String key, Problem problem) {}

    void problem(Problem problem) {
        problems.add(problem);
    }

    /** A key that is not there, though required; it may be there misspelt. */
    void missing(String path, String key, String accepted) {
        Problem problem = Problem.missing(path + key, accepted);
        problem(problem);
        missing.add(new Missing(path, key, problem));
    }

    void note(String note) {
        notes.add(note);
    }

    /** Notes the members of an object that nobody reads, the first ones each with the one that may have been meant. */
    void unknownKeys(JsonObject object, Collection<String> known, String path) {
        Set<String> read = new HashSet<>(known);
        int unknown = 0;
        for (String key : object.members().keySet()) {
            if (!read.contains(key) && ++unknown <= MOST_NAMED) {
                Optional<String> nearest = NearestKey.to(key, known);
                note(path + quoted(key) + ": nobody reads this key" + remark(key, nearest, object, known, path));
                misspelt(path, key, nearest);
            }
        }
        if (unknown > MOST_NAMED) {
            note(path + "…: " + (unknown - MOST_NAMED) + " more keys that nobody reads");
        }
    }

    /** {@return a key in quotes, unless it is as keys mostly are; at most the beginning of a long one} */
    private static String quoted(String key) {
        String shown = BoundedText.line(key);
        return PLAIN.matcher(shown).matches() ? shown : new JsonString(shown).toString();
    }

    private static String remark(
            String key, Optional<String> nearest, JsonObject object, Collection<String> known, String path) {
        if (nearest.isPresent()) {
            return "; did you mean \"" + nearest.get() + "\"?";
        }
        int dot = key.indexOf('.');
        if (dot > 0 && known.contains(key.substring(0, dot))) {
            return "; " + Hint.nested(key, object);
        }
        return path.isEmpty() || known.isEmpty()
                ? ""
                : "; the keys here are " + AcceptedValues.list(List.copyOf(known), " and ");
    }

    /** The unknown key may be a required one that is missing: the error says so, as a note alone would not be seen. */
    private void misspelt(String path, String key, Optional<String> nearest) {
        for (Missing each : missing) {
            boolean meant = nearest.filter(each.key()::equals).isPresent() || NearestKey.isShortened(key, each.key());
            if (each.path().equals(path) && meant) {
                Problem problem = each.problem();
                String question =
                        new JsonString(BoundedText.line(key)) + " is given: did you mean \"" + each.key() + "\"? ";
                misspelt.putIfAbsent(
                        problem,
                        Problem.missing(
                                problem.place(), question + problem.accepted().substring("missing; ".length())));
                return;
            }
        }
    }

    /** {@return whether anything is wrong} */
    boolean isWrong() {
        return !problems.isEmpty();
    }

    /** {@return how many things are wrong so far} */
    int count() {
        return problems.size();
    }

    List<Problem> problems() {
        return problems.stream()
                .map(problem -> misspelt.getOrDefault(problem, problem))
                .toList();
    }

    List<String> notes() {
        return List.copyOf(notes);
    }
}
