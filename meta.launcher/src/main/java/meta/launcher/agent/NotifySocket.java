package meta.launcher.agent;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import meta.netlink.unix.UnixSocket;

/**
 * The socket on which a service manager, such as systemd, receives the agent's states ({@code sd_notify(3)}, {@code sd_watchdog_enabled(3)}).
 *
 * @param path {@code NOTIFY_SOCKET}; empty if there is no service manager
 * @param watchdog the service manager restarts an agent that has not reported for this time; zero if there is no watchdog
 */
public record NotifySocket(String path, Duration watchdog) {

    /** {@return the socket and the watchdog's period that the environment names} */
    public static NotifySocket in(Map<String, String> environment) {
        String micros = environment.getOrDefault("WATCHDOG_USEC", "");
        boolean valid = !micros.isEmpty() && micros.chars().allMatch(c -> c >= '0' && c <= '9') && micros.length() < 18;
        return new NotifySocket(
                environment.getOrDefault("NOTIFY_SOCKET", ""),
                valid ? Duration.ofNanos(Long.parseLong(micros) * 1000) : Duration.ZERO);
    }

    /** Sends a state, such as {@code READY=1}. If it cannot be sent, a line on standard error says why. */
    public void send(String state) {
        if (path.isEmpty()) {
            return;
        }
        try (UnixSocket manager = UnixSocket.connectDatagram(path)) {
            manager.send(state.getBytes(StandardCharsets.UTF_8));
        } catch (IOException | IllegalArgumentException e) { // the latter if the path is too long
            System.err.println("NOTIFY_SOCKET " + path + ": " + e.getMessage());
        }
    }

    /** A test that throws if the agent does not work. */
    @FunctionalInterface
    public interface HealthCheck {
        void run() throws IOException;
    }

    /** Starts a thread that checks the agent twice in each watchdog period, and reports it as working if the check succeeds. */
    public void startWatchdog(HealthCheck check) {
        if (!path.isEmpty() && watchdog.isPositive()) {
            Thread.ofPlatform().daemon().name("watchdog").start(() -> watch(check));
        }
    }

    private void watch(HealthCheck check) {
        try {
            while (true) {
                Thread.sleep(watchdog.dividedBy(2));
                reportIfHealthy(check);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void reportIfHealthy(HealthCheck check) {
        try {
            check.run();
            send("WATCHDOG=1");
        } catch (IOException e) {
            System.err.println("the agent does not answer its own health check: " + e.getMessage());
        }
    }
}
