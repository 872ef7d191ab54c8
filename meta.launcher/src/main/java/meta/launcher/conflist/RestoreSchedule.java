package meta.launcher.conflist;

/**
 * Decides when an entry that another program has removed is restored: 1 s after the first removal, 2 s after the second, 4 s after the
 * third and so on, up to {@link #ATTEMPTS} times. If the entry is present ten minutes after an attempt, the count starts again.
 *
 * <p>Times are milliseconds of any monotonic clock. Used by one thread.
 */
final class RestoreSchedule {
    static final int ATTEMPTS = 6;

    private static final long FIRST_DELAY = 1_000;
    private static final long CALM = 600_000;
    private static final long NEVER = -1;

    private int attempts;
    private boolean reported;
    private long missingSince = NEVER;
    private long lastRestored = NEVER;

    sealed interface Decision {
        record Wait(long millis) implements Decision {}

        /** Restore the entry, and call {@link #restored}. */
        record Restore() implements Decision {}

        /** Report that the entry is no longer restored. */
        record Report() implements Decision {}

        record LeaveOut() implements Decision {}
    }

    /** Records that the entry is in the file. */
    void present(long now) {
        missingSince = NEVER;
        if (lastRestored != NEVER && now - lastRestored >= CALM) {
            attempts = 0;
            reported = false;
        }
    }

    /** {@return what the caller must do now that the entry is not in the file} */
    Decision missing(long now) {
        if (missingSince == NEVER) {
            missingSince = now;
        }
        if (attempts == ATTEMPTS) {
            boolean first = !reported;
            reported = true;
            return first ? new Decision.Report() : new Decision.LeaveOut();
        }
        long left = missingSince + (FIRST_DELAY << attempts) - now;
        return left > 0 ? new Decision.Wait(left) : new Decision.Restore();
    }

    /** Records an attempt to restore the entry. */
    void restored(long now) {
        attempts++;
        lastRestored = now;
        missingSince = NEVER;
    }
}
