package meta.launcher.jars;

import meta.core.plugin.GuardedRun;
import meta.core.plugin.Unusable;
import meta.spi.PlanningException;

/**
 * A third party whose code runs, to declare its types and steps.
 *
 * @param origin the jar or module
 * @param state what {@link SlowEntries} remembers if the code takes too long; empty for a module of the image
 * @param run the run of the code
 */
record LoadingEntry(String origin, String state, GuardedRun<ThirdPartyProviders> run) {

    /**
     * Adds the declarations, or the reason why they cannot be used. Waits for the code until its time limit.
     *
     * @param slow remembers the entry if it has reached the time limit
     * @param isFullLimit whether the code has had at least the default time limit
     */
    void addTo(CatalogDraft draft, SlowEntries slow, boolean isFullLimit) {
        try {
            draft.add(run.result());
        } catch (PlanningException e) {
            String reason = String.valueOf(e.getMessage());
            draft.addUnusable(origin, reason);
            if (run.isTimedOut() && isFullLimit) {
                remember(reason, slow);
            }
        } catch (OutOfMemoryError e) { // the garbage collector can free its objects now
            String reason = "ran out of memory";
            draft.addUnusable(origin, reason);
            remember(reason, slow);
        }
    }

    private void remember(String reason, SlowEntries slow) {
        if (!state.isEmpty()) {
            slow.remember(state, reason);
        }
    }

    /** {@return the entry while its code runs} */
    Unusable unfinished() {
        return new Unusable("", origin, "its code is still being loaded");
    }
}
