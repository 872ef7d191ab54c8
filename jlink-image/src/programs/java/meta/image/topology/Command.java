package meta.image.topology;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A program to run, with its arguments, environment and standard input. From the environment of this process, the program inherits only
 * {@code PATH} and, if they are set, {@code META_PLUGINS_ATTACHMENTS} (the folder of the attachment records) and {@code
 * META_PLUGINS_IMAGE_OWNER}. By default, plugins use neither an agent nor stored answers to STATUS.
 *
 * @param words the program and its arguments
 * @param environment variables that are added to the environment, or replace variables with the same names
 * @param stdin the text of the standard input; if empty, the standard input is {@code /dev/null}
 */
public record Command(List<String> words, Map<String, String> environment, String stdin) {
    /** The default time limit, which is longer than any command takes. */
    private static final Duration LIMIT = Duration.ofMinutes(10);

    private static final File NOTHING = new File("/dev/null");

    public static Command of(String... words) {
        return of(List.of(words));
    }

    public static Command of(List<String> words) {
        return new Command(List.copyOf(words), Map.of(), "");
    }

    /** {@return a copy of this command whose {@link #environment} consists of these variables only} */
    public Command with(Map<String, String> variables) {
        return new Command(words, Map.copyOf(variables), stdin);
    }

    /** {@return a copy of this command with this text as {@link #stdin}} */
    public Command reading(String text) {
        return new Command(words, environment, text);
    }

    /** {@return a copy of this command that runs in the network namespace} Running it needs root. */
    public Command in(Namespace namespace) {
        List<String> inside = new ArrayList<>(List.of("ip", "netns", "exec", namespace.name()));
        inside.addAll(words);
        return new Command(inside, environment, stdin);
    }

    /**
     * {@return the output of the program, whether it succeeds or fails} Waits for the end of the program.
     *
     * @throws AssertionError if the program has not ended after ten minutes, or the calling thread is interrupted; the program is then
     *     killed
     * @throws UncheckedIOException if the program cannot be started
     */
    public Output run() {
        return run(LIMIT);
    }

    /**
     * {@return the output of the program, whether it succeeds or fails} Waits for the end of the program.
     *
     * @throws AssertionError if the program has not ended within the limit, or the calling thread is interrupted; the program is then
     *     killed
     * @throws UncheckedIOException if the program cannot be started
     */
    public Output run(Duration limit) {
        long begin = System.nanoTime();
        Process process = start();
        CompletableFuture<String> stdout = reader(process.getInputStream());
        CompletableFuture<String> stderr = reader(process.getErrorStream());
        feed(process);
        int status = await(process, limit);
        Duration took = Duration.ofNanos(System.nanoTime() - begin);
        return new Output(words, status, stdout.join(), stderr.join(), took);
    }

    /**
     * {@return the running process} If {@link #stdin} is not empty, the caller must call {@link #feed}.
     *
     * @throws UncheckedIOException if the program cannot be started
     */
    public Process start() {
        ProcessBuilder builder = new ProcessBuilder(words);
        Map<String, String> variables = builder.environment();
        Map<String, String> inherited = new HashMap<>(variables);
        variables.clear();
        variables.put("PATH", inherited.getOrDefault("PATH", "/usr/sbin:/usr/bin:/sbin:/bin"));
        variables.put("LC_ALL", "C");
        variables.put("META_PLUGINS_AGENT", ""); // do not use an agent of this machine
        variables.put("META_PLUGINS_READY", "");
        variables.put("META_PLUGINS_AGENT_TIMEOUT", "60000"); // on a busy machine, an agent waits long for a processor
        String records = inherited.getOrDefault("META_PLUGINS_ATTACHMENTS", "");
        if (!records.isEmpty()) {
            variables.put("META_PLUGINS_ATTACHMENTS", records);
        }
        String owner = inherited.getOrDefault("META_PLUGINS_IMAGE_OWNER", "");
        if (!owner.isEmpty()) { // the image may belong to another user than root
            variables.put("META_PLUGINS_IMAGE_OWNER", owner);
        }
        variables.putAll(environment);
        if (stdin.isEmpty()) {
            builder.redirectInput(NOTHING);
        }
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes {@link #stdin} to the standard input of the process and closes that input. Does not fail if the process has ended. */
    public void feed(Process process) {
        try (OutputStream input = process.getOutputStream()) {
            input.write(stdin.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // the program has ended without reading its input
        }
    }

    private int await(Process process, Duration limit) {
        try {
            if (process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                return process.exitValue();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
        throw new AssertionError(String.join(" ", words) + ": has not ended after " + limit.toSeconds() + " s");
    }

    private static CompletableFuture<String> reader(InputStream stream) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try (stream) {
                        return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                },
                task -> Thread.ofVirtual().start(task));
    }
}
