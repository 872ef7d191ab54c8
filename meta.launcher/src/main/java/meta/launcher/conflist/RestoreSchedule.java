package meta.launcher.conflist;

/**
 * Decides when an entry that another program has removed is restored. An entry is a plugin in a network configuration. The delay is one
 * second, doubled for each counted restoration and for each failed attempt after the last restoration; at most ten minutes. After {@link
 * #ATTEMPTS} restorations, the entry is not restored any more. The count starts again if, ten minutes or more after the last restoration,
 * the entry is in its file or the whole file does not exist.
 *
 * <p>Failed attempts are repeated without a limit.
 *
 * <p>All times are milliseconds of the same monotonic clock. Must be used by one thread only.
 */
final class RestoreSchedule {
    static final int ATTEMPTS = 6;

    private static final long FIRST_DELAY = 1_000;

    private static final int MOST_DOUBLINGS = 10;

    /** The time after which the count starts again. Also the longest delay. */
    private static final long RESET_AFTER = 600_000;

    private static final long NEVER = -1;

    private int attempts;
    private boolean reported;
    private int failures;
    private long missingSince = NEVER;
    private long lastRestored = NEVER;

    /** What the caller must do while the entry is missing. */
    sealed interface Decision {
        /**
         * Call {@link #missing} again after this time.
         *
         * @param millis the time in milliseconds
         */
        record Wait(long millis) implements Decision {}

        /** Restore the entry now, and call {@link #restored} or {@link #failed}. */
        record Restore() implements Decision {}

        /** Report to the administrator that the entry is not restored any more. */
        record Report() implements Decision {}

        /** Do nothing, because {@link Report} was decided earlier. */
        record LeaveOut() implements Decision {}
    }

    /** Records that the entry is in its file. After a failed attempt, this counts as a restoration. */
    void present(long now) {
        if (failures > 0) {
            restored(now);
        }
        withoutFile(now);
    }

    /** Records that the whole file does not exist. */
    void withoutFile(long now) {
        missingSince = NEVER;
        if (lastRestored != NEVER && now - lastRestored >= RESET_AFTER) {
            attempts = 0;
            reported = false;
        }
    }

    /** {@return what the caller must do, because the file exists and does not contain the entry} */
    Decision missing(long now) {
        if (missingSince == NEVER) {
            missingSince = now;
        }
        if (attempts == ATTEMPTS) {
            boolean first = !reported;
            reported = true;
            return first ? new Decision.Report() : new Decision.LeaveOut();
        }
        long left = missingSince + delay() - now;
        return left > 0 ? new Decision.Wait(left) : new Decision.Restore();
    }

    private long delay() {
        return Math.min(FIRST_DELAY << Math.min(attempts + failures, MOST_DOUBLINGS), RESET_AFTER);
    }

    /** Records an attempt that has restored the entry. */
    void restored(long now) {
        attempts++;
        failures = 0;
        lastRestored = now;
        missingSince = NEVER;
    }

    /** Records a failed attempt to restore the entry. */
    void failed(long now) {
        failures++;
        missingSince = now;
    }
}
