package meta.image.cluster;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import meta.image.topology.Command;
import meta.image.topology.Namespace;

/** An agent of the image under test, in a process of its own. */
public final class Agent implements AutoCloseable {
    /**
     * An option of the methods that start an agent, not of {@code metactl}: with it, the agent makes its warm-up calls after its start.
     * Without it, the agent is started with {@code --no-rehearsal}.
     */
    public static final String REHEARSING = "rehearsing";

    private static final Pattern CALLS = Pattern.compile("calls (\\d+), failed \\d+, requests refused (\\d+)");

    private final List<String> options;
    private final AgentIsolation surroundings;
    private final Optional<Namespace> node;
    private final Path folder;
    private final Path socket;
    private final BlockingQueue<String> journal = new LinkedBlockingQueue<>();
    private Process process;

    private Agent(Path folder, Optional<Namespace> node, AgentIsolation surroundings, List<String> options) {
        this.options = options;
        this.surroundings = surroundings;
        this.node = node;
        this.folder = folder;
        this.socket = folder.resolve("agent.sock");
        this.process = launch();
    }

    /**
     * Starts an agent in the network namespace of the tests. Its socket is in a new folder, which {@link #close} deletes.
     *
     * @param options options of {@code metactl agent run} except {@code --socket}, and optionally {@link #REHEARSING}
     * @throws AssertionError if the first line that the agent prints does not report that it listens
     */
    public static Agent start(String... options) {
        return start(Optional.empty(), AgentIsolation.MACHINE, options);
    }

    /** Starts an agent in a node's network namespace. Otherwise like {@link #start}. */
    public static Agent on(Namespace node, String... options) {
        return start(Optional.of(node), AgentIsolation.MACHINE, options);
    }

    /**
     * Starts an agent in a node's network namespace, with empty folders for records, locks and logs. A test can read these folders below
     * {@code /proc/<pid>/root}.
     */
    public static Agent onNewNode(Namespace node, String... options) {
        return start(Optional.of(node), AgentIsolation.NEW_NODE, options);
    }

    /**
     * Starts an agent in a node's network namespace, in an environment like that of the DaemonSet's container. {@link #pid} and the methods
     * that read {@code /proc/<pid>} return the values of unshare(1), the agent's parent.
     */
    public static Agent inContainerOn(Namespace node) {
        return start(Optional.of(node), AgentIsolation.CONTAINER);
    }

    /**
     * Starts an agent without {@code CAP_NET_BROADCAST} in a node's network namespace. The kernel does not notify the agent of changes in
     * other network namespaces.
     */
    public static Agent withoutNetBroadcastOn(Namespace node) {
        return start(Optional.of(node), AgentIsolation.WITHOUT_NET_BROADCAST);
    }

    private static Agent start(Optional<Namespace> node, AgentIsolation surroundings, String... options) {
        try {
            return new Agent(Files.createTempDirectory("agent"), node, surroundings, List.of(options));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts the agent again at the same socket. The previous process must have ended. */
    public void restart() {
        process = launch();
    }

    private Process launch() {
        List<String> words = new ArrayList<>(List.of("agent", "run"));
        words.addAll(options);
        if (!words.remove(REHEARSING)) {
            words.add("--no-rehearsal");
        }
        Command command = Command.of(
                surroundings.around(command(words.toArray(String[]::new)).words(), folder));
        Process started = node.map(command::in).orElse(command).start();
        BufferedReader said = started.errorReader(StandardCharsets.UTF_8);
        try {
            String line = said.readLine();
            if (line == null || !line.startsWith("listening at ")) {
                throw new AssertionError("an unexpected line of the agent: " + line);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(() -> record(said));
        return started;
    }

    private void record(BufferedReader said) {
        try {
            said.lines().forEach(journal::add);
        } catch (UncheckedIOException e) {
            // the agent was killed; then its standard error is closed
        }
    }

    /** {@return the next line that the agent prints; {@code "null"} if the agent prints no line within a minute} */
    public String said() {
        try {
            return String.valueOf(journal.poll(1, TimeUnit.MINUTES));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }

    /**
     * {@return the line with which the agent reports the end of its warm-up calls} Waits for the line, and drops the lines before it.
     *
     * @throws AssertionError if the agent prints nothing for a minute
     */
    public String untilRehearsed() {
        String line = said();
        while (!line.contains("rehears")) {
            if (line.equals("null")) {
                throw new AssertionError("the agent does not report the end of its rehearsal");
            }
            line = said();
        }
        return line;
    }

    /** {@return the lines that the agent has printed and that {@link #said} and this method have not returned before} Does not wait. */
    public List<String> saidUntilNow() {
        List<String> lines = new ArrayList<>();
        journal.drainTo(lines);
        return lines;
    }

    public Path socket() {
        return socket;
    }

    /** {@return {@code metactl} with these words and the socket of the agent} */
    public Command command(String... words) {
        List<String> all = new ArrayList<>(List.of(Image.bin("metactl").toString()));
        all.addAll(Arrays.asList(words));
        all.addAll(List.of("--socket", socket.toString()));
        return Command.of(all);
    }

    /** {@return the number of calls since the start of the agent, including failed calls} */
    public int calls() {
        return Integer.parseInt(status().group(1));
    }

    /** {@return the number of requests that the agent has refused since its start} */
    public int refusals() {
        return Integer.parseInt(status().group(2));
    }

    private Matcher status() {
        String text = ask();
        Matcher matcher = CALLS.matcher(text);
        if (!matcher.find()) {
            throw new AssertionError(text);
        }
        return matcher;
    }

    private String ask() {
        return answer(socket, ByteBuffer.allocate(8).putInt(4).putInt(2).flip());
    }

    /**
     * {@return the metrics of the agent, in the text format of Prometheus} The agent must have been started with the option {@code
     * --metrics}.
     *
     * <p>Reads the address of the metrics from the next line that the agent prints. Call this method once, before any other method that
     * reads lines.
     */
    public String metrics() {
        String line = said();
        if (!line.startsWith("metrics at ")) {
            throw new AssertionError("an unexpected line of the agent: " + line);
        }
        URI url = URI.create(line.substring("metrics at ".length()));
        try (var in = url.toURL().openStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String answer(Path socket, ByteBuffer question) {
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            channel.write(question);
            return new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * {@return the number of the agent's threads with this name} Only the first 15 bytes are compared, because the kernel stores no more.
     */
    public int threads(String name) {
        String known = name.substring(0, Math.min(15, name.length()));
        int found = 0;
        for (Path thread : files("task")) {
            try {
                found += Files.readString(thread.resolve("comm")).strip().equals(known) ? 1 : 0;
            } catch (IOException e) {
                // the thread has ended
            }
        }
        return found;
    }

    /**
     * {@return the number of the agent's threads, without the JVM's compiler threads} The JVM starts and ends compiler threads at any time.
     */
    public int threads() {
        int all = files("task").size();
        return all - threads("C1 CompilerThread0") - threads("C2 CompilerThread0");
    }

    /**
     * Waits until a thread of the agent is in the network namespace of a call's client, or until {@code call} has ended.
     *
     * @param call the call that a client makes on another thread
     */
    public void untilUnderWay(Future<?> call) {
        while (threads("netns the caller") == 0 && !call.isDone()) {
            Thread.onSpinWait();
        }
    }

    /** Waits until the agent serves no connection. The agent closes a connection shortly after it has answered. */
    public void untilIdle() {
        while (threads("client") > 0) {
            Thread.onSpinWait();
        }
    }

    /**
     * {@return the entries of a folder below {@code /proc/<pid>} of the agent}
     *
     * @param kind the name of the folder, such as {@code fd}
     */
    public List<Path> files(String kind) {
        try (Stream<Path> files = Files.list(Path.of("/proc", Long.toString(process.pid()), kind))) {
            return files.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return the present resident memory of the agent in KiB} */
    public long memory() {
        try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
            String line =
                    lines.filter(each -> each.startsWith("VmRSS:")).findFirst().orElseThrow();
            return Long.parseLong(line.replaceAll("[^0-9]", ""));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return the processor time that the agent has taken since its start, with a resolution of 10 ms} */
    public Duration processorTime() {
        return ProcessHandle.of(process.pid())
                .flatMap(handle -> handle.info().totalCpuDuration())
                .orElseThrow();
    }

    /** Sends SIGKILL to the agent, and waits for its end. */
    public void kill() {
        process.destroyForcibly();
        await();
    }

    public long pid() {
        return process.pid();
    }

    /** Sends SIGTERM to the agent. Does not wait for its end. */
    public void terminate() {
        process.destroy();
    }

    /**
     * {@return the exit status of the agent} Waits for the end of the agent.
     *
     * @throws AssertionError if the agent does not end within a minute
     */
    public int await() {
        try {
            if (process.waitFor(1, TimeUnit.MINUTES)) {
                return process.exitValue();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new AssertionError("the agent does not end");
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Kills the agent and deletes its folder. */
    @Override
    public void close() {
        process.descendants()
                .forEach(ProcessHandle::destroyForcibly); // in a container, the agent is a child of unshare
        process.destroyForcibly();
        await();
        Command.of("rm", "-r", folder.toString()).run().text();
    }
}
