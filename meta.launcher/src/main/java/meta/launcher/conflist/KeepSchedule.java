package meta.launcher.conflist;

/**
 * When an entry that another program has taken out is put back: after 1 s, 2 s, 4 s and so on. After the last of these attempts it is left
 * out, because the other program would go on too. An entry that stays for ten minutes starts anew.
 *
 * <p>Times are milliseconds of any clock that only goes forward.
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

    /** What is done about an entry that is missing. */
    sealed interface Decision {
        /** Wait for some milliseconds: its owner may still be writing, or has taken it out again. */
        record Wait(long millis) implements Decision {}

        /** Put it back. */
        record PutBack() implements Decision {}

        /** Tell people that it is left out from now on; once. */
        record Report() implements Decision {}

        /** Nothing: it was reported. */
        record LeaveOut() implements Decision {}
    }

    /** Notes that the entry is in the file. */
    void present(long now) {
        missingSince = NEVER;
        if (lastPut != NEVER && now - lastPut >= CALM) {
            attempts = 0;
            reported = false;
        }
    }

    /** {@return what is done about the entry, which is missing} */
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

    /** Notes that the entry was put back. */
    void putBack(long now) {
        attempts++;
        lastPut = now;
        missingSince = NEVER;
    }
}
