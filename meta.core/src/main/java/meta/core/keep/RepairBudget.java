package meta.core.keep;

/**
 * The processor time that the repairs of one pod may take. The budget grows by a tenth of the elapsed time, up to {@value #MOST} ms. A repair may
 * begin while some of the budget is left. Afterwards, the processor time that the repair took is subtracted.
 *
 * <p>Therefore several repairs can follow each other without a pause after a quiet time. The first repairs of a new agent need this too: they take
 * longer, because its code is not compiled yet. In any period, the repairs of a pod take at most a tenth of the period, plus {@value #MOST} ms and
 * the duration of one repair. All times are milliseconds of a clock that never goes back.
 *
 * @param fullAt the time at which the budget is full if there are no repairs until then
 */
record RepairBudget(long fullAt) {
    /** The full budget, in milliseconds. */
    static final long MOST = 2000;

    /** The number of milliseconds in which the budget grows by one millisecond. */
    static final int TIME_FOR_ONE = 10;

    /** {@return a budget that is full} */
    static RepairBudget full(long now) {
        return new RepairBudget(now);
    }

    /**
     * {@return the budget after a repair}
     *
     * @param took the processor time of the repair, in milliseconds
     */
    RepairBudget without(long took, long now) {
        return new RepairBudget(Math.max(fullAt, now) + TIME_FOR_ONE * took);
    }

    /** {@return the time from which a repair may begin; in the past if some of the budget is left} */
    long availableAt() {
        return fullAt - TIME_FOR_ONE * MOST + 1;
    }
}
