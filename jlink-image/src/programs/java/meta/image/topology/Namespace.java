package meta.image.topology;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A network namespace with a name, in which programs such as {@code ip} can be run.
 *
 * @param name the name of the file below {@code /run/netns}, as for {@code ip netns}
 */
public record Namespace(String name) {
    /** Creates the namespace. The loopback device is up, and new devices do no duplicate address detection for IPv6. */
    static Namespace make(String name) {
        Namespace namespace = new Namespace(name);
        Command.of("ip", "netns", "add", name).run().text();
        namespace.ip("link set lo up");
        // an IPv6 address can then be used at once, not a second later
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

    /** {@return the path of the namespace file, which calls get as {@code CNI_NETNS}} */
    public Path path() {
        return Path.of("/run/netns", name);
    }

    /**
     * {@return the output of {@code ip -n <name> <arguments>}}
     *
     * @throws AssertionError if {@code ip} fails
     */
    public String ip(String arguments) {
        return Command.of(ipWords(arguments)).run().text();
    }

    /** {@return the lines of the output of {@link #ip}, with white space removed at both ends, and without empty lines} */
    public List<String> ipLines(String arguments) {
        return ip(arguments)
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
    }

    /**
     * {@return the output of {@code ip -j -d} for each of the commands: one line of JSON text for each command}
     *
     * @throws AssertionError if {@code ip} fails
     */
    public String ipBatch(String... commands) {
        return Command.of("ip", "-n", name, "-j", "-d", "-batch", "-")
                .reading(String.join("\n", commands) + "\n")
                .run()
                .text();
    }

    /**
     * {@return the standard output of a program in the namespace}
     *
     * @param command the program and its arguments, separated by blanks
     * @throws AssertionError if the program fails
     */
    public String exec(String command) {
        return Command.of(command.split(" +", -1)).in(this).run().text();
    }

    /**
     * {@return the value of a sysctl}
     *
     * @param key the path below {@code /proc/sys}, such as {@code net/ipv4/conf/all/rp_filter}
     */
    public String sysctl(String key) {
        return exec("cat /proc/sys/" + key).strip();
    }

    /**
     * Sets a sysctl.
     *
     * @param key the path below {@code /proc/sys}, such as {@code net/ipv4/ip_forward}
     */
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
