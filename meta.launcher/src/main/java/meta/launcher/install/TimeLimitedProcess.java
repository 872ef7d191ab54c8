package meta.launcher.install;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * A process with a time limit.
 *
 * @param limit the longest time that {@link #endsInTime} waits, rounded down to milliseconds
 */
record TimeLimitedProcess(Process process, Duration limit) {
    /**
     * Waits until the process ends. If it does not end within the limit, or if the wait is interrupted, the process is killed.
     *
     * @return whether the process has ended within the limit
     * @throws InterruptedException if the wait is interrupted
     */
    boolean endsInTime() throws InterruptedException {
        boolean hasEnded = false;
        try {
            hasEnded = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        } finally {
            if (!hasEnded) {
                process.destroyForcibly();
            }
        }
        return hasEnded;
    }
}
