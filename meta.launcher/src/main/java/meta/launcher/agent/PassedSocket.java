package meta.launcher.agent;

import java.util.Map;
import java.util.OptionalInt;

/** Finds the listening socket that a service manager has passed to this process ({@code sd_listen_fds(3)}). */
public final class PassedSocket {
    private static final int FIRST = 3; // SD_LISTEN_FDS_START

    private PassedSocket() {}

    /**
     * {@return the descriptor that was passed, which need not be a socket; empty if none was passed to this process}
     *
     * @param environment the environment variables of this process
     * @param process the id of this process
     * @throws IllegalArgumentException if {@code LISTEN_PID} names this process, and {@code LISTEN_FDS} is neither missing nor empty nor 1
     */
    public static OptionalInt in(Map<String, String> environment, long process) {
        String count = environment.getOrDefault("LISTEN_FDS", "");
        if (count.isEmpty() || !environment.getOrDefault("LISTEN_PID", "").equals(Long.toString(process))) {
            return OptionalInt.empty();
        }
        if (!count.equals("1")) {
            throw new IllegalArgumentException("LISTEN_FDS: \"" + count + "\": 1 socket is expected");
        }
        return OptionalInt.of(FIRST);
    }
}
