package meta.image.topology;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

/**
 * Creates network namespaces for LANs, hosts and pods. The namespaces are not connected until a host gets a NIC on a LAN.
 *
 * <p>{@link #close} removes all namespaces and the folder; if it is not called, the end of the JVM removes them. Several topologies can
 * exist at the same time. After {@code close}, the methods that create a namespace throw an {@link IllegalStateException}.
 */
public final class Topology implements AutoCloseable {
    private final String id =
            "mp" + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
    private final Path folder = temporaryFolder(id);
    private final List<Namespace> namespaces = new ArrayList<>();
    private final Thread cleaner = new Thread(this::removeAll);
    private final String agent;
    private boolean closed;
    private int count;

    /** Creates a topology whose calls use no agent. */
    public Topology() {
        this("");
    }

    /** @param agent the path of the socket of the agent that calls on all hosts use; empty if there is no agent */
    public Topology(String agent) {
        this.agent = agent;
        Runtime.getRuntime().addShutdownHook(cleaner);
    }

    /** {@return a new LAN without hosts} */
    public Lan lan() {
        return Lan.in(make("lan"));
    }

    /**
     * {@return a new host without a NIC}
     *
     * @param name a part of the name of the host's namespace; several hosts can have the same name
     */
    public Host host(String name) {
        return new Host(make(name), agent);
    }

    /** {@return a new pod without a NIC, with a random container id of 64 hexadecimal digits, like containerd's} */
    public Pod pod() {
        byte[] random = new byte[32];
        ThreadLocalRandom.current().nextBytes(random);
        return pod(HexFormat.of().formatHex(random));
    }

    /** {@return a new pod without a NIC} */
    public Pod pod(String containerId) {
        return new Pod(make("pod"), containerId);
    }

    /** {@return an empty folder for files of the test, which {@link #close} deletes} */
    public Path folder() {
        return folder;
    }

    /** {@return whether {@link #close} was called or the JVM is ending} */
    public synchronized boolean isClosed() {
        return closed;
    }

    @Override
    public void close() {
        removeAll();
        try {
            Runtime.getRuntime().removeShutdownHook(cleaner);
        } catch (IllegalStateException e) {
            // the JVM is shutting down; its shutdown hook does the same
        }
    }

    private synchronized Namespace make(String name) {
        if (closed) {
            throw new IllegalStateException("the topology " + id + " is closed");
        }
        count++;
        Namespace namespace = new Namespace(id + "-" + name + count);
        namespaces.add(namespace); // before its creation, so that it is removed if the creation fails in part
        return Namespace.make(namespace.name());
    }

    private synchronized void removeAll() {
        closed = true;
        namespaces.reversed().forEach(Namespace::remove);
        namespaces.clear();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException | UncheckedIOException e) {
            System.err.println(folder + ": cannot be deleted: " + e);
        }
    }

    private static Path temporaryFolder(String name) {
        try {
            return Files.createTempDirectory(name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
