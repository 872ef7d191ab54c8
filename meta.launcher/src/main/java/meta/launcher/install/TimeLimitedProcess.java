package meta.launcher.install;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * A process with a time limit.
 *
 * @param limit the time limit, rounded down to milliseconds
 */
record TimeLimitedProcess(Process process, Duration limit) {
    /**
     * Waits until the process ends. Kills the process at the limit, or if the wait is interrupted.
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
