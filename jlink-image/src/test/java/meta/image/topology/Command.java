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
 * A program to run: its words, its environment and what it reads. The environment holds nothing but {@code PATH},
 * {@code LC_ALL}, no resident agent, nothing known of earlier calls, and what is given, so that a call does not depend on who started us.
 *
 * @param words the program and its arguments
 * @param environment what comes on top of {@code PATH} and {@code LC_ALL}
 * @param stdin what it reads; nothing at all when empty
 */
public record Command(List<String> words, Map<String, String> environment, String stdin) {
    /** More than any command here ever takes, so that a hanging one fails the test instead of the build. */
    private static final Duration LIMIT = Duration.ofMinutes(10);

    private static final File NOTHING = new File("/dev/null");

    public static Command of(String... words) {
        return of(List.of(words));
    }

    public static Command of(List<String> words) {
        return new Command(List.copyOf(words), Map.of(), "");
    }

    public Command with(Map<String, String> variables) {
        return new Command(words, Map.copyOf(variables), stdin);
    }

    public Command reading(String text) {
        return new Command(words, environment, text);
    }

    /** {@return this command, run in a network namespace} */
    public Command in(Namespace namespace) {
        List<String> inside = new ArrayList<>(List.of("ip", "netns", "exec", namespace.name()));
        inside.addAll(words);
        return new Command(inside, environment, stdin);
    }

    /** {@return what the program said, whether it succeeded or not} */
    public Output run() {
        long begin = System.nanoTime();
        Process process = start();
        CompletableFuture<String> stdout = reader(process.getInputStream());
        CompletableFuture<String> stderr = reader(process.getErrorStream());
        feed(process);
        int status = await(process);
        Duration took = Duration.ofNanos(System.nanoTime() - begin);
        return new Output(words, status, stdout.join(), stderr.join(), took);
    }

    /** {@return the running process, for those who want to look at it meanwhile} */
    public Process start() {
        ProcessBuilder builder = new ProcessBuilder(words);
        Map<String, String> variables = builder.environment();
        Map<String, String> inherited = new HashMap<>(variables);
        variables.clear();
        variables.put("PATH", inherited.getOrDefault("PATH", "/usr/sbin:/usr/bin:/sbin:/bin"));
        variables.put("LC_ALL", "C");
        variables.put("META_PLUGINS_AGENT", ""); // whatever this machine has is no part of a test
        variables.put("META_PLUGINS_READY", "");
        variables.put(
                "META_PLUGINS_AGENT_TIMEOUT",
                "60000"); // an agent that gets no processor for a moment is there all the same
        String owner = inherited.getOrDefault("META_PLUGINS_IMAGE_OWNER", "");
        if (!owner.isEmpty()) { // the image is another user's, as in a checkout that is not root's
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

    /** Writes what the program reads, and closes its input. */
    public void feed(Process process) {
        try (OutputStream input = process.getOutputStream()) {
            input.write(stdin.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // it may end without having read all: what it says then is what counts
        }
    }

    private int await(Process process) {
        try {
            if (process.waitFor(LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
                return process.exitValue();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
        throw new AssertionError(String.join(" ", words) + ": no end after " + LIMIT.toSeconds() + " s");
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
