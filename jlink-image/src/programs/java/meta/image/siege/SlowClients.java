package meta.image.siege;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import meta.image.topology.Command;

/**
 * Many clients that connect to the agent and keep it waiting ({@link SlowClientLoop}). They are in a process of their own, because a process
 * with many open files starts other processes slowly, and the siege starts a process for each call.
 */
final class SlowClients implements Attack {
    private final String socket;
    private final int count;
    private Optional<Process> process = Optional.empty();

    /** @param socket the socket of the attacked agent */
    SlowClients(String socket, int count) {
        this.socket = socket;
        this.count = count;
    }

    @Override
    public String name() {
        return count + " slow clients";
    }

    /** Starts the clients. Returns when all of them have tried to connect. */
    @Override
    public void start(Duration pause) {
        Process started = Command.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        SlowClientLoop.class.getName(),
                        socket,
                        Integer.toString(count))
                .start();
        process = Optional.of(started);
        BufferedReader output = started.inputReader(StandardCharsets.UTF_8);
        try {
            if (!SlowClientLoop.CONNECTED.equals(output.readLine())) {
                throw new AssertionError("the process of the slow clients has ended");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {
        process.ifPresent(running -> running.destroyForcibly().onExit().join());
        process = Optional.empty();
    }

    @Override
    public List<String> wrong() {
        return List.of();
    }

    @Override
    public void close() {
        stop();
    }
}
