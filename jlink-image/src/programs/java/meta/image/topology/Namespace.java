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
    /** Creates the namespace, with its loopback device up, and without duplicate address detection. */
    static Namespace make(String name) {
        Namespace namespace = new Namespace(name);
        Command.of("ip", "netns", "add", name).run().text();
        namespace.ip("link set lo up");
        // an address can then be used at once, not after a second
        namespace.set("net/ipv6/conf/default/accept_dad", 0);
        return namespace;
    }

    /** Deletes the namespace if it exists. */
    public void remove() {
        Command.of("ip", "netns", "del", name).run();
    }

    public boolean exists() {
        return Files.exists(path());
    }

    /** {@return the value of {@code CNI_NETNS}} */
    public Path path() {
        return Path.of("/run/netns", name);
    }

    /** {@return the output of {@code ip -n <name> <arguments>}, which must succeed} */
    public String ip(String arguments) {
        return Command.of(ipWords(arguments)).run().text();
    }

    /** {@return the lines of the output of {@code ip}, stripped, without empty lines} */
    public List<String> ipLines(String arguments) {
        return ip(arguments)
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
    }

    /** {@return a line of JSON with all details for each command of {@code ip}} */
    public String ipBatch(String... commands) {
        return Command.of("ip", "-n", name, "-j", "-d", "-batch", "-")
                .reading(String.join("\n", commands) + "\n")
                .run()
                .text();
    }

    /** {@return the standard output of a program in the namespace, which must succeed} */
    public String exec(String command) {
        return Command.of(command.split(" +", -1)).in(this).run().text();
    }

    /** {@return a value below {@code /proc/sys}, such as {@code net/ipv4/conf/all/rp_filter}} */
    public String sysctl(String key) {
        return exec("cat /proc/sys/" + key).strip();
    }

    /** Sets a value below {@code /proc/sys}, such as {@code net/ipv4/ip_forward}. */
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
