package meta.launcher.install;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import meta.launcher.agent.AgentStatus;

/**
 * Makes calls at the end of an installation as a runtime makes them, so that the running agent answers them, and reports how long they
 * take.
 */
final class TryAgent {
    private static final Path SOCKET = Path.of(AgentStatus.DEFAULT_SOCKET);

    /**
     * How long to wait for the agent of the new version. That of the previous version ends within a second if it has no calls; then systemd
     * starts the new one.
     */
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private static final int CALLS = 5;
    private static final double NANOS_PER_MILLI = 1e6;

    private TryAgent() {}

    /**
     * {@return a line that reports the median duration, or why no agent answers} The result of the calls does not matter.
     *
     * @param plugin the file of a plugin type in a CNI folder
     * @param build the build id of the installed version, which the agent must have
     * @throws InstallException if the plugin cannot be started, or the thread is interrupted
     */
    static String report(Path plugin, String build) throws InstallException {
        try {
            String problem = awaitAgent(build);
            if (!problem.isEmpty()) {
                return "no agent of this version answers within " + LIMIT.toSeconds() + " s: " + problem
                        + "; each call starts a JVM until one does: journalctl -u meta-plugins-agent";
            }
            List<Long> durations = new ArrayList<>();
            for (int i = 0; i < CALLS; i++) {
                durations.add(call(plugin));
            }
            durations.sort(null);
            return String.format(
                    Locale.ROOT,
                    "a call through the agent takes %.1f ms (STATUS, median of %d)",
                    durations.get(CALLS / 2) / NANOS_PER_MILLI,
                    CALLS);
        } catch (IOException e) {
            throw new InstallException(plugin + ": " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InstallException(plugin + ": interrupted");
        }
    }

    /** {@return why no agent of the build answers; empty if one does} */
    private static String awaitAgent(String build) throws InterruptedException {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (true) {
            try {
                AgentStatus.requireReachable(SOCKET, build);
                return "";
            } catch (IOException e) {
                if (System.nanoTime() - end > 0) {
                    return String.valueOf(e.getMessage());
                }
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    /** {@return how long the process of a call takes, in nanoseconds} */
    private static long call(Path plugin) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(plugin.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        Map<String, String> environment = builder.environment();
        environment.put("CNI_COMMAND", "STATUS");
        environment.put("CNI_PATH", String.valueOf(plugin.getParent()));
        environment.put("META_PLUGINS_AGENT", SOCKET.toString());
        environment.put("META_PLUGINS_AGENT_TIMEOUT", Long.toString(LIMIT.toMillis()));
        long begin = System.nanoTime();
        Process process = builder.start();
        try (OutputStream input = process.getOutputStream()) {
            input.write(TryVersion.config(String.valueOf(plugin.getFileName())).getBytes(StandardCharsets.UTF_8));
        }
        process.waitFor();
        return System.nanoTime() - begin;
    }
}
