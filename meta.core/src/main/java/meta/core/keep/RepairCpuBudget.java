package meta.core.keep;

/**
 * Limits the processor time that the repairs of one pod may take. The budget grows by a tenth of the elapsed time, up to {@value #MOST} ms.
 * A repair may begin while the budget is greater than zero. Points in time are milliseconds of a clock that never goes back.
 *
 * @param fullAt the time at which the budget is full if no further repair is made
 */
record RepairCpuBudget(long fullAt) {
    /** The full budget, in milliseconds. */
    static final long MOST = 2000;

    /** The milliseconds in which the budget grows by one millisecond. */
    static final int TIME_FOR_ONE = 10;

    static RepairCpuBudget full(long now) {
        return new RepairCpuBudget(now);
    }

    /**
     * {@return the budget after a repair}
     *
     * @param took the processor time of the repair, in milliseconds
     * @param now the end of the repair
     */
    RepairCpuBudget without(long took, long now) {
        return new RepairCpuBudget(Math.max(fullAt, now) + TIME_FOR_ONE * took);
    }

    /** {@return the time from which a repair may begin; can be in the past} */
    long availableAt() {
        return fullAt - TIME_FOR_ONE * MOST + 1;
    }
}
