package meta.launcher.conflist;

/**
 * Decides when an entry that another program has removed is put back: after 1 s, 2 s, 4 s and so on. After the last attempt the entry is left out,
 * because the other program would not stop either. If an entry stays for ten minutes, the count starts again.
 *
 * <p>Times are milliseconds of any monotonic clock.
 */
final class KeepSchedule {
    static final int ATTEMPTS = 6;

    private static final long FIRST_DELAY = 1_000;
    private static final long CALM = 600_000;
    private static final long NEVER = -1;

    private int attempts;
    private boolean reported;
    private long missingSince = NEVER;
    private long lastPut = NEVER;

    /** The decision about a missing entry. */
    sealed interface Decision {
        /** Wait for some milliseconds: the other program may still be writing, or has removed the entry again. */
        record Wait(long millis) implements Decision {}

        /** Put it back. */
        record PutBack() implements Decision {}

        /** Report once that it is left out from now on. */
        record Report() implements Decision {}

        /** Do nothing: it was reported. */
        record LeaveOut() implements Decision {}
    }

    /** Records that the entry is in the file. */
    void present(long now) {
        missingSince = NEVER;
        if (lastPut != NEVER && now - lastPut >= CALM) {
            attempts = 0;
            reported = false;
        }
    }

    /** {@return the decision about the missing entry} */
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
        return left > 0 ? new Decision.Wait(left) : new Decision.PutBack();
    }

    /** Records that the entry was put back. */
    void putBack(long now) {
        attempts++;
        lastPut = now;
        missingSince = NEVER;
    }
}
