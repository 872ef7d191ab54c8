package meta.core.call;

import java.util.ArrayList;
import java.util.List;
import meta.core.cni.InputProblem;
import meta.core.cni.JsonValue;
import meta.core.cni.JsonValue.JsonNull;
import meta.core.cni.JsonValue.JsonObject;
import meta.core.config.NodeTypeOptions;

/**
 * The options that root has set for all networks of the node. A value in a network configuration takes precedence, unless it is
 * {@code null}. If both values are objects, the same holds for their keys.
 *
 * @param place the file and key of the options, such as {@code /etc/meta-plugins/defaults.json: options}; may be empty
 * @param byType the options of each plugin type; not checked
 * @param problems the reasons why the options of every type are unusable
 * @param notes remarks that are not errors, such as unknown keys
 */
public record NodeOptions(String place, JsonObject byType, List<InputProblem> problems, List<String> notes) {
    public static final NodeOptions NONE = new NodeOptions("", JsonObject.EMPTY, List.of(), List.of());

    public NodeOptions {
        problems = List.copyOf(problems);
        notes = List.copyOf(notes);
    }

    /** {@return the options of a plugin type; {@link NodeTypeOptions#NONE} if the type has no options, or its entry is not an object} */
    NodeTypeOptions of(String type) {
        return byType.get(type) instanceof JsonObject options
                ? new NodeTypeOptions(place + "." + type, options)
                : NodeTypeOptions.NONE;
    }

    /** {@return the reasons why the options of a plugin type cannot be used; these include {@link #problems()}} */
    List<InputProblem> problems(String type) {
        List<InputProblem> all = new ArrayList<>(problems);
        JsonValue given = byType.get(type);
        if (!(given instanceof JsonObject) && !(given instanceof JsonNull)) {
            all.add(new InputProblem(place + "." + type, given.toString(), "expected an object with options"));
        }
        return all;
    }
}
