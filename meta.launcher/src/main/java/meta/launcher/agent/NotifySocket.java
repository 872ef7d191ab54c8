package meta.launcher.agent;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import meta.netlink.unix.UnixSocket;

/**
 * The socket at which a service manager, such as systemd, receives the states of the agent ({@code sd_notify(3)}, {@code
 * sd_watchdog_enabled(3)}).
 *
 * @param path {@code NOTIFY_SOCKET}: a path, or an abstract name after {@code @}; empty if there is no service manager
 * @param watchdog the time without a report after which the service manager restarts the agent; zero if there is no watchdog
 */
public record NotifySocket(String path, Duration watchdog) {

    /** {@return the socket and the watchdog's period in the environment} An invalid period has the same effect as a missing one. */
    public static NotifySocket in(Map<String, String> environment) {
        String micros = environment.getOrDefault("WATCHDOG_USEC", "");
        boolean valid = !micros.isEmpty() && micros.chars().allMatch(c -> c >= '0' && c <= '9') && micros.length() < 18;
        return new NotifySocket(
                environment.getOrDefault("NOTIFY_SOCKET", ""),
                valid ? Duration.ofNanos(Long.parseLong(micros) * 1000) : Duration.ZERO);
    }

    /**
     * Sends a state, such as {@code READY=1}. Without a service manager, does nothing. If the state cannot be sent, a line on standard
     * error gives the reason.
     */
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

    /** A check of the agent. */
    @FunctionalInterface
    public interface HealthCheck {
        /**
         * Returns if the agent works.
         *
         * @throws IOException if the agent does not work; the message gives the reason
         */
        void run() throws IOException;
    }

    /**
     * Starts a daemon thread that checks the agent twice in each watchdog period, and tells the service manager each time that the check
     * succeeds. If the check fails, a line on standard error gives the reason. Does nothing if there is no service manager or no watchdog.
     */
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
