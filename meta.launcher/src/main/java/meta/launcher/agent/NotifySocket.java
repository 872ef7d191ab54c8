package meta.launcher.agent;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import meta.netlink.unix.UnixSocket;

/**
 * The socket at which a service manager receives the states of the agent ({@code sd_notify(3)}, {@code sd_watchdog_enabled(3)}).
 *
 * @param path {@code NOTIFY_SOCKET}: a path, or an abstract name after {@code @}; empty if there is no service manager
 * @param watchdog the period of the watchdog; zero if there is none
 */
public record NotifySocket(String path, Duration watchdog) {

    /** {@return the socket in the environment} An invalid period counts as a missing one. */
    public static NotifySocket in(Map<String, String> environment) {
        String micros = environment.getOrDefault("WATCHDOG_USEC", "");
        boolean valid = !micros.isEmpty() && micros.chars().allMatch(c -> c >= '0' && c <= '9') && micros.length() < 18;
        return new NotifySocket(
                environment.getOrDefault("NOTIFY_SOCKET", ""),
                valid ? Duration.ofNanos(Long.parseLong(micros) * 1000) : Duration.ZERO);
    }

    /** Sends a state, such as {@code READY=1}, if there is a service manager. A failure is a line on standard error. */
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

    @FunctionalInterface
    public interface HealthCheck {
        /**
         * Checks the agent.
         *
         * @throws IOException if the agent does not work; the message gives the reason
         */
        void run() throws IOException;
    }

    /**
     * Checks the agent twice in each watchdog period, on a daemon thread, and reports each success to the service manager. Does nothing if there is
     * no service manager or no watchdog.
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
