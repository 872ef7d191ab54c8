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
import meta.launcher.agent.AgentQuery;
import meta.netlink.unix.IoErrorText;

/** Measures how long a CNI call through the agent takes, for the report of an installation. */
final class AgentCallDuration {
    private static final Path SOCKET = Path.of(AgentQuery.DEFAULT_SOCKET);

    /** How long {@link #report} and each measured call try to reach an agent. */
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private static final Duration CALL_LIMIT = Duration.ofSeconds(60);

    private static final int CALLS = 5;
    private static final double NANOS_PER_MILLI = 1e6;

    private AgentCallDuration() {}

    /**
     * {@return a text for people: the median duration of five STATUS calls, or the reason why no agent of this build answers} Waits at
     * most about 30 seconds for an agent.
     *
     * @param plugin the plugin file in a CNI plugin folder
     * @param build the build id of the agent that must answer
     * @throws InstallException if a call cannot be made or does not end within 60 seconds, or the calling thread is interrupted
     */
    static String report(Path plugin, String build) throws InstallException {
        try {
            String problem = awaitAgent(build);
            if (!problem.isEmpty()) {
                return "no agent of this version answers within " + LIMIT.toSeconds() + " s: " + problem
                        + "; until an agent answers, each call starts a JVM; for the reason, see"
                        + " journalctl -u meta-plugins-agent";
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
            throw new InstallException(new IoErrorText(e).at(plugin));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InstallException(plugin + ": interrupted");
        }
    }

    private static String awaitAgent(String build) throws InterruptedException {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (true) {
            try {
                AgentQuery.requireReachable(SOCKET, build);
                return "";
            } catch (IOException e) {
                if (System.nanoTime() - end > 0) {
                    return String.valueOf(e.getMessage());
                }
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    /** {@return the duration of a STATUS call in nanoseconds, whether the call succeeds or fails} */
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
        if (!new TimeLimitedProcess(process, CALL_LIMIT).endsInTime()) {
            throw new IOException("a call did not end within " + CALL_LIMIT.toSeconds() + " s");
        }
        return System.nanoTime() - begin;
    }
}
