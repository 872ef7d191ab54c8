package meta.launcher.cli;

import java.io.PrintStream;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import meta.core.cni.JsonValue;
import meta.core.cni.JsonValue.JsonArray;
import meta.core.cni.JsonValue.JsonObject;
import meta.core.cni.JsonValue.JsonString;
import meta.core.plugin.UnusableStepOrJar;

/** Collects what cannot be used, such as steps and jars, without duplicates. */
final class UnusableStepsAndJars {
    private final Set<UnusableStepOrJar> all = new LinkedHashSet<>();

    void add(Collection<UnusableStepOrJar> found) {
        all.addAll(found);
    }

    /** Prints the collected items under a heading, or nothing if there are none. */
    void print(PrintStream out) {
        if (!all.isEmpty()) {
            out.println("cannot be used:\n");
            all.forEach(found -> out.println(found + "\n"));
        }
    }

    /** {@return the origin and the reason of each collected item} */
    List<String> texts() {
        return all.stream().map(UnusableStepOrJar::toString).toList();
    }

    JsonArray asJson() {
        return new JsonArray(all.stream().map(UnusableStepsAndJars::asJson).toList());
    }

    private static JsonValue asJson(UnusableStepOrJar found) {
        SequencedMap<String, JsonValue> members = new LinkedHashMap<>();
        members.put("name", new JsonString(found.name()));
        members.put("from", new JsonString(found.origin()));
        members.put("reason", new JsonString(found.reason()));
        return new JsonObject(members);
    }
}
