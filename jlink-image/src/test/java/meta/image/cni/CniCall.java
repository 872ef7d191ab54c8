package meta.image.cni;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import meta.image.topology.Command;
import meta.image.topology.Namespace;

/**
 * One execution of one plugin binary (CNI spec "Execution Protocol"), before it happens; tests change what they want to be
 * wrong.
 *
 * @param plugin the binary
 * @param from the namespace that the plugin starts in: the node's
 * @param environment the {@code CNI_} variables
 * @param stdin the network configuration
 */
public record CniCall(Path plugin, Namespace from, Map<String, String> environment, String stdin) {
    public CniCall with(String variable, String value) {
        Map<String, String> changed = new TreeMap<>(environment);
        changed.put(variable, value);
        return new CniCall(plugin, from, changed, stdin);
    }

    /** {@return this call of another binary} */
    public CniCall of(Path binary) {
        return new CniCall(binary, from, environment, stdin);
    }

    public CniCall without(String variable) {
        Map<String, String> changed = new TreeMap<>(environment);
        changed.remove(variable);
        return new CniCall(plugin, from, changed, stdin);
    }

    public CniCall reading(String text) {
        return new CniCall(plugin, from, environment, text);
    }

    /** {@return this call with one key of the network configuration set} */
    public CniCall configured(String key, String json) {
        return reading(Json.parse(stdin).with(key, Json.parse(json)).toString());
    }

    /** {@return this call with one key of the network configuration left out} */
    public CniCall unconfigured(String key) {
        return reading(Json.parse(stdin).without(key).toString());
    }

    /** {@return the command line of this call} */
    public Command command() {
        return Command.of(plugin.toString()).in(from).with(environment).reading(stdin);
    }

    public Answer run() {
        return new Answer(command().run());
    }
}
