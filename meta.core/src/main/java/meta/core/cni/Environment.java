package meta.core.cni;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import meta.core.cni.JsonValue.JsonString;
import meta.spi.net.DeviceName;

/** The environment variables of a CNI call (CNI spec 1.1.0 "Parameters"). The value of a missing variable is empty. */
record Environment(String command, String containerId, String netns, String ifname, String args) {

    static Environment of(Map<String, String> variables) {
        return new Environment(
                variables.getOrDefault("CNI_COMMAND", ""),
                variables.getOrDefault("CNI_CONTAINERID", ""),
                variables.getOrDefault("CNI_NETNS", ""),
                variables.getOrDefault("CNI_IFNAME", ""),
                variables.getOrDefault("CNI_ARGS", ""));
    }

    Optional<CniVerb> verb() {
        return CniVerb.of(command);
    }

    /**
     * {@return a problem for each missing or invalid variable that the verb needs} If the verb is unknown, that is a problem, and the other
     * variables are checked as for an ADD. The contents of {@code CNI_NETNS} and {@code CNI_ARGS} are not checked.
     */
    List<InputProblem> problems() {
        List<InputProblem> problems = new ArrayList<>();
        Optional<CniVerb> verb = verb();
        if (verb.isEmpty()) {
            problems.add(problem("CNI_COMMAND", command, "ADD, DEL, CHECK, GC, STATUS or VERSION"));
        }
        CniVerb needed = verb.orElse(CniVerb.ADD);
        if (needed.isForAttachment() && !CniNameSyntax.isName(containerId)) {
            String accepted = "a letter or digit, then letters, digits, \"_\", \".\" and \"-\"";
            problems.add(problem("CNI_CONTAINERID", containerId, accepted));
        }
        if (needed.isForAttachment() && needed != CniVerb.DEL && netns.isEmpty()) {
            problems.add(problem("CNI_NETNS", netns, "the path of the pod's network namespace"));
        }
        if (needed.isForAttachment() && !DeviceName.isValid(ifname)) {
            problems.add(problem("CNI_IFNAME", ifname, DeviceName.ACCEPTED));
        }
        return problems;
    }

    private static InputProblem problem(String name, String value, String accepted) {
        String expected = "expected " + accepted;
        return value.isEmpty()
                ? InputProblem.missing(name, expected)
                : new InputProblem(name, new JsonString(value).toString(), expected);
    }
}
