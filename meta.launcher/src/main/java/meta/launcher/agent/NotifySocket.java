package meta.launcher.agent;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import meta.netlink.unix.UnixSocket;

/**
 * Reports the states of the agent to the service manager ({@code sd_notify(3)}, {@code sd_watchdog_enabled(3)}).
 *
 * @param path the value of {@code NOTIFY_SOCKET}: a path, or an abstract name after {@code @}; empty if there is no service manager
 * @param watchdog the period in which the service manager expects a report; zero if it expects none
 */
public record NotifySocket(String path, Duration watchdog) {

    /** {@return the values of the environment variables} An invalid {@code WATCHDOG_USEC} is ignored. */
    public static NotifySocket in(Map<String, String> environment) {
        String micros = environment.getOrDefault("WATCHDOG_USEC", "");
        boolean valid = !micros.isEmpty() && micros.chars().allMatch(c -> c >= '0' && c <= '9') && micros.length() < 18;
        return new NotifySocket(
                environment.getOrDefault("NOTIFY_SOCKET", ""),
                valid ? Duration.ofNanos(Long.parseLong(micros) * 1000) : Duration.ZERO);
    }

    /** Sends a state, such as {@code READY=1}, if there is a service manager. A failure is only written to standard error. */
    public void send(String state) {
        if (path.isEmpty()) {
            return;
        }
        try (UnixSocket manager = UnixSocket.connectDatagram(path)) {
            manager.send(state.getBytes(StandardCharsets.UTF_8));
        } catch (IOException | IllegalArgumentException e) { // IllegalArgumentException: the path is too long
            System.err.println("NOTIFY_SOCKET " + path + ": " + e.getMessage());
        }
    }

    /** A check of whether the agent works. */
    @FunctionalInterface
    public interface HealthCheck {
        /**
         * Makes the check.
         *
         * @throws IOException if the agent does not work; the message is the reason
         */
        void run() throws IOException;
    }

    /**
     * Starts a daemon thread that repeatedly waits for half the period and makes the check. Reports a success to the service manager, and a
     * failure to standard error. An unchecked exception of the check ends the thread. Has no effect without a service manager or a period.
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
