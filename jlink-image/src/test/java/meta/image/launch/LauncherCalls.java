package meta.image.launch;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import meta.image.topology.Command;

/** Calls that need neither a pod nor root. */
final class LauncherCalls {
    static final Map<String, String> VERSION = Map.of("CNI_COMMAND", "VERSION");

    /** An ADD that the plugin rejects with code 7. */
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

    static Command version(Path script) {
        return Command.of(script.toString()).with(VERSION).reading("{\"cniVersion\": \"1.0.0\"}");
    }

    static Command refused(Path script) {
        return refused(List.of(script.toString()));
    }

    /** {@return {@link #REFUSED}, started by these words} */
    static Command refused(List<String> words) {
        return Command.of(words).with(REFUSED).reading(CONFIG);
    }

    /** Copies an image with its links, modes and times. */
    static Path copy(Path image, Path target) {
        Command.of("cp", "-a", image.toString(), target.toString()).run().text();
        return target;
    }
}
