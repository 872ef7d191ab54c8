package meta.launcher.agent;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import meta.netlink.unix.UnixSocket;

/**
 * Who has started the agent and wants to know how it is, as systemd does ({@code sd_notify(3)}, {@code sd_watchdog_enabled(3)}).
 *
 * @param socket {@code NOTIFY_SOCKET}; empty where nobody wants to know
 * @param watchdog after how long a silence it takes the agent for dead; zero where it never does
 */
public record ServiceManager(String socket, Duration watchdog) {

    public static ServiceManager in(Map<String, String> environment) {
        String micros = environment.getOrDefault("WATCHDOG_USEC", "");
        boolean watched =
                !micros.isEmpty() && micros.chars().allMatch(c -> c >= '0' && c <= '9') && micros.length() < 18;
        return new ServiceManager(
                environment.getOrDefault("NOTIFY_SOCKET", ""),
                watched ? Duration.ofNanos(Long.parseLong(micros) * 1000) : Duration.ZERO);
    }

    /** Tells it something, such as {@code READY=1}; whether it hears that is its own matter. */
    public void tell(String state) {
        if (socket.isEmpty()) {
            return;
        }
        try (UnixSocket manager = UnixSocket.connectDatagram(socket)) {
            manager.send(state.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            System.err.println("NOTIFY_SOCKET " + socket + ": " + e.getMessage());
        }
    }

    /** Something that fails when the agent is not well. */
    @FunctionalInterface
    public interface Check {
        void run() throws IOException;
    }

    /** Tells it twice in each of its periods that the agent is alive, as long as the check does not fail. */
    public void keepTelling(Check check) {
        if (!socket.isEmpty() && watchdog.isPositive()) {
            Thread.ofPlatform().daemon().name("watchdog").start(() -> watch(check));
        }
    }

    private void watch(Check check) {
        try {
            while (true) {
                Thread.sleep(watchdog.dividedBy(2));
                tellIfWell(check);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void tellIfWell(Check check) {
        try {
            check.run();
            tell("WATCHDOG=1");
        } catch (IOException e) {
            System.err.println("the agent does not answer itself: " + e.getMessage());
        }
    }
}
