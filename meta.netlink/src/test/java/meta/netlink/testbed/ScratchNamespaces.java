package meta.netlink.testbed;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Creates network namespaces for one test with {@code ip netns}, and deletes them in {@link #close}. Each namespace has the unique name {@code
 * metatest-<process id>-<number>-<word>}. The first use of this class in a process deletes the namespaces that killed test processes have left.
 */
public final class ScratchNamespaces implements AutoCloseable {
    private static final String PREFIX = "metatest-";
    private static final Duration TIMEOUT = Duration.ofMinutes(1);
    private static final AtomicInteger NUMBER = new AtomicInteger();

    static {
        sweep();
    }

    private final Deque<String> made = new ArrayDeque<>();

    /**
     * Creates a namespace in which {@code lo} is up.
     *
     * @param word the role of the namespace, such as {@code pod}
     * @return the name of the namespace
     */
    public String make(String word) {
        String name = PREFIX + ProcessHandle.current().pid() + "-" + NUMBER.incrementAndGet() + "-" + word;
        ip("netns", "add", name);
        made.push(name);
        ip("-n", name, "link", "set", "lo", "up");
        return name;
    }

    /** {@return the path of the file of a namespace with this name} */
    public Path path(String name) {
        return Path.of("/run/netns", name);
    }

    /**
     * Runs {@code ip} and returns its output.
     *
     * @throws AssertionError if {@code ip} fails; the message contains the output
     */
    public String ip(String... arguments) {
        return Program.run("ip", arguments);
    }

    /**
     * Runs {@code ip} with the words of the line as arguments, and returns its output. To run {@code ip} in a namespace, begin the line with {@code
     * -n} and the name of the namespace.
     *
     * @throws AssertionError if {@code ip} fails; the message contains the output
     */
    public String ipLine(String line) {
        return ip(line.split(" "));
    }

    /**
     * Runs a program in a namespace, and returns its output.
     *
     * @throws AssertionError if the program fails; the message contains the output
     */
    public String exec(String namespace, String... command) {
        List<String> arguments = new ArrayList<>(List.of("netns", "exec", namespace));
        arguments.addAll(List.of(command));
        return ip(arguments.toArray(String[]::new));
    }

    /**
     * Waits until a device of a namespace receives packets for an IPv6 address. This takes a moment, because the kernel adds the local route of an
     * IPv6 address in a separate task.
     *
     * @param address the beginning of the address, such as {@code fe80:}
     * @throws AssertionError if the address has no local route after a minute
     */
    public void awaitLocal(String namespace, String device, String address) {
        long start = System.nanoTime();
        while (!ip("-6", "-n", namespace, "route", "show", "table", "local", "dev", device)
                .contains("local " + address)) {
            if (System.nanoTime() - start > TIMEOUT.toNanos()) {
                throw new AssertionError("no local route for " + address + " on " + device + " of " + namespace);
            }
        }
    }

    /** Deletes a namespace before the end of the test. */
    public void delete(String name) {
        made.remove(name);
        ip("netns", "del", name);
    }

    /** Deletes all namespaces of the test. If a deletion fails, deletes the remaining namespaces, and then throws the first failure. */
    @Override
    public void close() {
        List<AssertionError> failures = new ArrayList<>();
        while (!made.isEmpty()) {
            try {
                ip("netns", "del", made.pop());
            } catch (AssertionError e) {
                failures.add(e);
            }
        }
        if (!failures.isEmpty()) {
            throw failures.getFirst();
        }
    }

    static void sweep() {
        for (String line : Program.run("ip", "netns", "list").lines().toList()) {
            String name = line.split(" ", 2)[0];
            if (name.startsWith(PREFIX) && !lives(name)) {
                sweep(name);
            }
        }
    }

    private static void sweep(String name) {
        try {
            Program.run("ip", "netns", "del", name);
        } catch (AssertionError e) {
            System.err.println("not deleted, perhaps because another test has just deleted it: " + e.getMessage());
        }
    }

    private static boolean lives(String name) {
        String[] parts = name.split("-", 3);
        try {
            return ProcessHandle.of(Long.parseLong(parts[1])).isPresent();
        } catch (NumberFormatException e) {
            return true; // another program has chosen this name
        }
    }
}
