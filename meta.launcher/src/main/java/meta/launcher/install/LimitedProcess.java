package meta.launcher.install;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A process that may run for a limited time. */
record LimitedProcess(Process process, Duration limit) {
    /** {@return whether the process ends in time} Otherwise, or if the calling thread is interrupted, the process is killed. */
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
