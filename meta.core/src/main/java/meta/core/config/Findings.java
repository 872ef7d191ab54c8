package meta.core.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import meta.core.json.JsonObject;

/** What is noticed on the way through a configuration, each thing once: two steps may read the same option. */
final class Findings {
    private final List<Problem> problems = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final List<Missing> missing = new ArrayList<>();

    /** An option that is required, in the object at a path, which has other keys. */
    private record Missing(String path, String key, Problem problem) {}

    void problem(Problem problem) {
        if (!problems.contains(problem)) {
            problems.add(problem);
        }
    }

    /** A key that is not there, though required; it may be there misspelt. */
    void missing(String path, String key, String accepted) {
        Problem problem = Problem.missing(path + key, accepted);
        problem(problem);
        missing.add(new Missing(path, key, problem));
    }

    void note(String note) {
        if (!notes.contains(note)) {
            notes.add(note);
        }
    }

    /** Notes the members of an object that nobody reads, each with the one that may have been meant. */
    void unknownKeys(JsonObject object, Collection<String> known, String path) {
        for (String key : object.members().keySet()) {
            if (!known.contains(key)) {
                Optional<String> nearest = NearestKey.to(key, known);
                note(path + key + ": nobody reads this key" + remark(key, nearest, object, known, path));
                misspelt(path, key, known);
            }
        }
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
                : "; the keys here are " + Accepted.list(List.copyOf(known), " and ");
    }

    /** The unknown key may be a required one that is missing: the error says so, as a note alone would not be seen. */
    private void misspelt(String path, String key, Collection<String> known) {
        for (Missing each : missing) {
            boolean meant = NearestKey.to(key, known).filter(each.key()::equals).isPresent()
                    || NearestKey.isShortened(key, each.key());
            if (each.path().equals(path) && meant) {
                Problem problem = each.problem();
                String question = "\"" + key + "\" is given: did you mean \"" + each.key() + "\"? ";
                int at = problems.indexOf(problem);
                if (at >= 0) {
                    problems.set(
                            at,
                            Problem.missing(
                                    problem.place(),
                                    question + problem.accepted().substring("missing; ".length())));
                }
                return;
            }
        }
    }

    List<Problem> problems() {
        return problems;
    }

    List<String> notes() {
        return notes;
    }
}
