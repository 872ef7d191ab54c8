package meta.image.topology;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A network namespace, and iproute2 inside it.
 *
 * @param name its name below {@code /run/netns}
 */
public record Namespace(String name) {
    /** Creates the namespace, with its loopback device up, as a container runtime does, and without duplicate address detection. */
    static Namespace make(String name) {
        Namespace namespace = new Namespace(name);
        Command.of("ip", "netns", "add", name).run().text();
        namespace.ip("link set lo up");
        // without duplicate address detection, an address can be used at once and not after a second
        namespace.set("net/ipv6/conf/default/accept_dad", 0);
        return namespace;
    }

    /** Deletes the namespace if it exists. */
    public void remove() {
        Command.of("ip", "netns", "del", name).run();
    }

    /** {@return whether the namespace exists} */
    public boolean exists() {
        return Files.exists(path());
    }

    /** {@return the value of {@code CNI_NETNS} for this namespace} */
    public Path path() {
        return Path.of("/run/netns", name);
    }

    /** {@return the output of {@code ip -n <name> <arguments>}, which must succeed; the arguments are separated by blanks} */
    public String ip(String arguments) {
        return Command.of(ipWords(arguments)).run().text();
    }

    /** {@return the lines of the output of {@code ip}, without blanks at their ends and without empty lines} */
    public List<String> ipLines(String arguments) {
        return ip(arguments)
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
    }

    /** {@return the output of several commands of {@code ip}: a line of JSON with all details for each command} */
    public String ipBatch(String... commands) {
        return Command.of("ip", "-n", name, "-j", "-d", "-batch", "-")
                .reading(String.join("\n", commands) + "\n")
                .run()
                .text();
    }

    /**
     * Runs a program in the namespace and returns its standard output. The words of the command are separated by blanks. The program must
     * succeed.
     */
    public String exec(String command) {
        return Command.of(command.split(" +", -1)).in(this).run().text();
    }

    /** {@return the value of a file below {@code /proc/sys}, such as {@code net/ipv4/conf/all/rp_filter}} */
    public String sysctl(String key) {
        return exec("cat /proc/sys/" + key).strip();
    }

    /** Writes a file below {@code /proc/sys}, such as {@code net/ipv4/ip_forward}. */
    public void set(String key, int value) {
        Command.of("sh", "-c", "echo " + value + " > /proc/sys/" + key)
                .in(this)
                .run()
                .text();
    }

    private List<String> ipWords(String arguments) {
        List<String> words = new ArrayList<>(List.of("ip", "-n", name));
        words.addAll(List.of(arguments.split(" +", -1)));
        return words;
    }
}
