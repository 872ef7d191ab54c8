package meta.core.call;

import java.util.ArrayList;
import java.util.List;
import meta.core.cni.JsonValue;
import meta.core.cni.JsonValue.JsonNull;
import meta.core.cni.JsonValue.JsonObject;
import meta.core.cni.Problem;
import meta.core.config.ConfigDefaults;

/**
 * The options that root has set for all networks of the node. A network configuration's own keys replace them.
 *
 * @param place the file and key of the options, for messages, such as {@code /etc/meta-plugins/defaults.json: options}
 * @param byType an object with the options of each plugin type
 * @param notes remarks that are no errors, each on one line
 */
public record NodeOptions(String place, JsonObject byType, List<Problem> problems, List<String> notes) {
    public static final NodeOptions NONE = new NodeOptions("", JsonObject.EMPTY, List.of(), List.of());

    public NodeOptions {
        problems = List.copyOf(problems);
        notes = List.copyOf(notes);
    }

    /** {@return the options of a type; none if the type has none, or if they are not an object} */
    ConfigDefaults of(String type) {
        return byType.get(type) instanceof JsonObject options
                ? new ConfigDefaults(place + "." + type, options)
                : ConfigDefaults.NONE;
    }

    /** {@return the reasons why the options cannot be used for a type; empty if they can} */
    List<Problem> problems(String type) {
        List<Problem> all = new ArrayList<>(problems);
        JsonValue given = byType.get(type);
        if (!(given instanceof JsonObject) && !(given instanceof JsonNull)) {
            all.add(new Problem(place + "." + type, given.toString(), "expected an object with options"));
        }
        return all;
    }
}
