package meta.image.cni;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import meta.image.topology.Command;
import meta.image.topology.Namespace;

/**
 * An execution of a plugin binary (CNI spec, "Execution Protocol"). Creating an instance does not start the binary.
 *
 * @param from the network namespace in which the plugin starts
 * @param environment the {@code CNI_} variables, and further variables for the plugin
 * @param stdin the network configuration, as JSON text
 */
public record CniCall(Path plugin, Namespace from, Map<String, String> environment, String stdin) {
    public CniCall with(String variable, String value) {
        Map<String, String> changed = new TreeMap<>(environment);
        changed.put(variable, value);
        return new CniCall(plugin, from, changed, stdin);
    }

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

    /**
     * {@return a copy of this call in which this key of the network configuration has this value}
     *
     * @param json the value as JSON text
     */
    public CniCall configured(String key, String json) {
        return reading(Json.parse(stdin).with(key, Json.parse(json)).toString());
    }

    public CniCall unconfigured(String key) {
        return reading(Json.parse(stdin).without(key).toString());
    }

    public Command command() {
        return Command.of(plugin.toString()).in(from).with(environment).reading(stdin);
    }

    /** {@return the answer of the plugin} Starts the binary and waits until it has ended. A CNI error is an answer, not an exception. */
    public Answer run() {
        return new Answer(command().run());
    }

    /** {@return the answers, in the order of the calls} Starts all calls at the same time, and waits until all have ended. */
    public static List<Answer> atOnce(List<CniCall> calls) {
        List<CompletableFuture<Answer>> running = calls.stream()
                .map(call -> CompletableFuture.supplyAsync(call::run, task -> new Thread(task).start()))
                .toList();
        return running.stream().map(CompletableFuture::join).toList();
    }
}
