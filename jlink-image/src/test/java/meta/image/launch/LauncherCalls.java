package meta.image.launch;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import meta.image.topology.Command;

/** Makes calls that need neither a pod nor root. */
final class LauncherCalls {
    static final Map<String, String> VERSION = Map.of("CNI_COMMAND", "VERSION");

    /** The environment of an ADD that the plugin rejects with code 7, because its configuration is invalid. */
    static final Map<String, String> REFUSED = Map.of(
            "CNI_COMMAND", "ADD",
            "CNI_CONTAINERID", "launch",
            "CNI_IFNAME", "eth0",
            "CNI_NETNS", "/proc/self/ns/net",
            "CNI_PATH", "/opt/cni/bin");

    static final String CONFIG = """
            {"cniVersion": "1.0.0", "name": "launch", "type": "veth", "log_options": {"log_level": "off"}}
            """;

    private LauncherCalls() {}

    /** {@return a command that makes a VERSION call} */
    static Command version(Path script) {
        return Command.of(script.toString()).with(VERSION).reading("{\"cniVersion\": \"1.0.0\"}");
    }

    /** {@return a command that calls the plugin with the environment {@link #REFUSED}} */
    static Command refused(Path script) {
        return refused(List.of(script.toString()));
    }

    /**
     * {@return a command that makes the call with the environment {@link #REFUSED}}
     *
     * @param words the command that starts the plugin
     */
    static Command refused(List<String> words) {
        return Command.of(words).with(REFUSED).reading(CONFIG);
    }

    /**
     * Copies an image. Links, modes and times are preserved.
     *
     * @return {@code target}
     */
    static Path copy(Path image, Path target) {
        Command.of("cp", "-a", image.toString(), target.toString()).run().text();
        return target;
    }
}
