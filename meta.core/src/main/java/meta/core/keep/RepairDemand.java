package meta.core.keep;

/**
 * A request for the repair of an attachment, or for a round ({@link RepairSchedule}). All times are milliseconds of a clock that never goes
 * back.
 *
 * @param first the time of the first event; for a retry, the time at which the failed repair ended
 * @param due the earliest time at which the repair or round may begin
 * @param cause the text of the first event; for a retry, the cause of the failed repair
 * @param more the number of further events with other texts
 * @param isRetry whether the request repeats a repair
 * @param isOfRound whether only a round has requested the repair; false for a retry
 */
record RepairDemand(long first, long due, String cause, int more, boolean isRetry, boolean isOfRound) {
    /** {@return a request after a first event, due {@value RepairSchedule#QUIET} ms later} */
    static RepairDemand first(String cause, long now) {
        return after(RepairSchedule.QUIET, cause, now);
    }

    /** {@return a request after a first event, due {@code delay} milliseconds later} */
    static RepairDemand after(long delay, String cause, long now) {
        return new RepairDemand(now, now + delay, cause, 0, false, false);
    }

    /**
     * {@return the request after a further event} It is due at most {@value RepairSchedule#QUIET} ms after this event. A retry is replaced
     * by a new request.
     */
    RepairDemand with(String another, long now) {
        return isRetry
                ? first(another, now)
                : new RepairDemand(
                        first,
                        Math.min(now + RepairSchedule.QUIET, first + RepairSchedule.LONGEST_DELAY),
                        cause,
                        cause.equals(another) ? more : more + 1,
                        false,
                        false);
    }

    /** {@return the request for one attachment, due now} This request must be for a round. */
    RepairDemand ofRound(long now) {
        return new RepairDemand(first, now, cause, more, false, true);
    }

    /** {@return a request that repeats a repair} */
    static RepairDemand retry(String cause, long now, long due) {
        return new RepairDemand(now, due, cause, 0, true, false);
    }

    /** {@return the text of the first event and the number of further ones} */
    String text() {
        return more == 0 ? cause : cause + " and " + more + (more == 1 ? " other change" : " other changes");
    }
}
