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

    void problem(Problem problem) {
        if (!problems.contains(problem)) {
            problems.add(problem);
        }
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
                String question =
                        nearest.map(near -> "; did you mean \"" + near + "\"?").orElse("");
                note(path + key + ": nobody reads this key" + question);
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
