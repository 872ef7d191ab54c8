package meta.launcher.conflist;

/**
 * Decides when an entry that another program has removed is restored. An entry is a plugin in a network configuration. The first time, it
 * is restored 1 s after its removal is noticed, the second time after 2 s, the third time after 4 s and so on, at most {@link #ATTEMPTS}
 * times. If the entry is not missing ten minutes or more after the last counted attempt, the count starts again.
 *
 * <p>A failed attempt is repeated without a limit, after pauses that double up to ten minutes. It does not count, because no other program
 * has removed the entry again. But if the entry is then in its file, the attempt counts, because it may have changed the file before
 * it failed.
 *
 * <p>All times are milliseconds of the same monotonic clock. Must be used by one thread only.
 */
final class RestoreSchedule {
    /** The maximum number of counted attempts to restore the entry. */
    static final int ATTEMPTS = 6;

    /** The delay before the first attempt. It doubles after each attempt, up to {@link #RESET_AFTER}. */
    private static final long FIRST_DELAY = 1_000;

    private static final int MOST_DOUBLINGS = 10;

    /** If the entry is not missing this long after the last counted attempt, the count starts again. Also the longest delay. */
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
         * Call {@link #missing} again after this time, if the entry is then still missing.
         *
         * @param millis the time in milliseconds
         */
        record Wait(long millis) implements Decision {}

        /** Restore the entry now, and call {@link #restored} or {@link #failed}. */
        record Restore() implements Decision {}

        /** Report to the administrator that the entry is not restored any more. This is decided once, unless the count starts again. */
        record Report() implements Decision {}

        /** Do nothing, because {@link Report} was decided earlier. */
        record LeaveOut() implements Decision {}
    }

    /** Records that the entry is in its file. */
    void present(long now) {
        if (failures > 0) {
            restored(now);
        }
        withoutFile(now);
    }

    /** Records that the whole file does not exist. The entry does not count as missing then. */
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
