package meta.core.keep;

/**
 * The processor time that the repairs of one pod may take. The budget grows by a tenth of the elapsed time, up to {@value #MOST} ms. A repair may
 * begin while some of it is left; afterwards, the time that the repair took is subtracted.
 *
 * <p>After a quiet time, several repairs in a row are therefore immediate. This also holds for a new agent, whose first repairs are slow because
 * its code is not compiled yet. In any period, the repairs that a pod causes take at most a tenth of the period, plus {@value #MOST} ms and the
 * duration of one repair. All times are milliseconds of a clock that never goes back.
 *
 * @param fullAt the time at which the budget is full if there are no repairs until then
 */
record RepairBudget(long fullAt) {
    static final long MOST = 2000;

    /** One millisecond is added in this number of milliseconds. */
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
