package meta.core.keep;

/**
 * The processor time that the repairs of one pod may take. A tenth of the time that passes is added, up to {@value #MOST} ms. A repair may begin while
 * some is left, and what it took is subtracted afterwards.
 *
 * <p>After a quiet time, several repairs in a row are therefore immediate, also in a new agent, whose first repairs are slow because its code is
 * not compiled yet. In any time, the repairs that a pod causes take at most a tenth of it, {@value #MOST} ms and one repair. All
 * times are milliseconds of a clock that never goes back.
 *
 * @param fullAt the time at which the budget is full if no repair takes anything from it
 */
record RepairBudget(long fullAt) {
    static final long MOST = 2000;

    /** One millisecond is added in this many. */
    static final int TIME_FOR_ONE = 10;

    /** {@return a budget that is full} */
    static RepairBudget full(long now) {
        return new RepairBudget(now);
    }

    /** {@return the budget after a repair that took this much processor time} */
    RepairBudget without(long took, long now) {
        return new RepairBudget(Math.max(fullAt, now) + TIME_FOR_ONE * took);
    }

    /** {@return when a repair may begin; a time in the past if some is left} */
    long availableAt() {
        return fullAt - TIME_FOR_ONE * MOST + 1;
    }
}
