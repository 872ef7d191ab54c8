package meta.core.keep;

/**
 * A requested repair, or a requested round.
 *
 * @param first the time of the first event
 * @param due the time from which it may begin
 * @param cause the first event
 * @param more the number of further events with another cause
 * @param isRetry whether it repeats a repair that has failed or could not be made
 * @param isOfRound whether only a round has requested it
 */
record RepairDemand(long first, long due, String cause, int more, boolean isRetry, boolean isOfRound) {
    static RepairDemand first(String cause, long now) {
        return after(RepairSchedule.QUIET, cause, now);
    }

    static RepairDemand after(long delay, String cause, long now) {
        return new RepairDemand(now, now + delay, cause, 0, false, false);
    }

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

    RepairDemand ofRound(long now) {
        return new RepairDemand(first, now, cause, more, false, true);
    }

    static RepairDemand retry(String cause, long now, long due) {
        return new RepairDemand(now, due, cause, 0, true, false);
    }

    String text() {
        return more == 0 ? cause : cause + " and " + more + (more == 1 ? " other change" : " other changes");
    }
}
