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
 * A program to run. It inherits {@code PATH}, the folder of records and the owner of the image from the caller's environment. The agent and
 * the stored answers to STATUS are turned off.
 *
 * @param words the program and its arguments
 * @param environment variables in addition, or instead
 * @param stdin standard input; if empty, {@code /dev/null}
 */
public record Command(List<String> words, Map<String, String> environment, String stdin) {
    /** Longer than any command takes. */
    private static final Duration LIMIT = Duration.ofMinutes(10);

    private static final File NOTHING = new File("/dev/null");

    public static Command of(String... words) {
        return of(List.of(words));
    }

    public static Command of(List<String> words) {
        return new Command(List.copyOf(words), Map.of(), "");
    }

    /** {@return this command with these variables instead of those given before} */
    public Command with(Map<String, String> variables) {
        return new Command(words, Map.copyOf(variables), stdin);
    }

    public Command reading(String text) {
        return new Command(words, environment, text);
    }

    /** {@return this command in a network namespace; needs root} */
    public Command in(Namespace namespace) {
        List<String> inside = new ArrayList<>(List.of("ip", "netns", "exec", namespace.name()));
        inside.addAll(words);
        return new Command(inside, environment, stdin);
    }

    /**
     * {@return the output, after success or failure}
     *
     * @throws AssertionError if the program runs longer than ten minutes
     */
    public Output run() {
        return run(LIMIT);
    }

    /**
     * {@return the output, after success or failure}
     *
     * @throws AssertionError if the program runs longer than the limit, and is killed
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

    /** {@return the running process; the caller calls {@link #feed} if the command has a standard input} */
    public Process start() {
        ProcessBuilder builder = new ProcessBuilder(words);
        Map<String, String> variables = builder.environment();
        Map<String, String> inherited = new HashMap<>(variables);
        variables.clear();
        variables.put("PATH", inherited.getOrDefault("PATH", "/usr/sbin:/usr/bin:/sbin:/bin"));
        variables.put("LC_ALL", "C");
        variables.put("META_PLUGINS_AGENT", ""); // without an agent of this machine
        variables.put("META_PLUGINS_READY", "");
        variables.put("META_PLUGINS_AGENT_TIMEOUT", "60000"); // an agent may have to wait for a processor
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

    /** Writes and closes the program's standard input. */
    public void feed(Process process) {
        try (OutputStream input = process.getOutputStream()) {
            input.write(stdin.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // the program has ended before
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
        throw new AssertionError(String.join(" ", words) + ": no end after " + limit.toSeconds() + " s");
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
