package meta.core.keep;

/**
 * The processor time that the repairs of one pod may take. The budget grows by a tenth of the elapsed time, up to {@value #MOST} ms. A repair may
 * begin while some of the budget is left. Afterwards, the processor time that the repair took is subtracted.
 *
 * <p>Therefore several repairs in a row can follow each other at once after a quiet time. So can the first repairs of a new agent, which take longer
 * because its code is not compiled yet. In any period, the repairs of a pod take at most a tenth of the period, plus {@value #MOST} ms and the
 * duration of one repair. All times are milliseconds of a clock that never goes back.
 *
 * @param fullAt the time at which the budget is full if there are no repairs until then
 */
record RepairBudget(long fullAt) {
    static final long MOST = 2000;

    /** The number of milliseconds in which one millisecond is added. */
    static final int TIME_FOR_ONE = 10;

    /** {@return a budget that is full} */
    static RepairBudget full(long now) {
        return new RepairBudget(now);
    }

    /** {@return the budget after a repair that took this much processor time} */
    RepairBudget without(long took, long now) {
        return new RepairBudget(Math.max(fullAt, now) + TIME_FOR_ONE * took);
    }

    /** {@return the time from which a repair may begin; in the past if some of the budget is left} */
    long availableAt() {
        return fullAt - TIME_FOR_ONE * MOST + 1;
    }
}
