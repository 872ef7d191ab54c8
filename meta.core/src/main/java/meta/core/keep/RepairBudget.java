package meta.core.keep;

/**
 * The processor time that the repairs of one pod may take. The budget grows by a tenth of the elapsed time, up to {@value #MOST} ms. A repair may
 * begin while some of it is left. All times are milliseconds of a clock that never goes back.
 *
 * @param fullAt the time at which the budget is full without further repairs
 */
record RepairBudget(long fullAt) {
    static final long MOST = 2000;

    /** The milliseconds in which the budget grows by one. */
    static final int TIME_FOR_ONE = 10;

    static RepairBudget full(long now) {
        return new RepairBudget(now);
    }

    /**
     * {@return the budget after a repair}
     *
     * @param took the processor time of the repair
     */
    RepairBudget without(long took, long now) {
        return new RepairBudget(Math.max(fullAt, now) + TIME_FOR_ONE * took);
    }

    /** {@return the time from which a repair may begin} */
    long availableAt() {
        return fullAt - TIME_FOR_ONE * MOST + 1;
    }
}
