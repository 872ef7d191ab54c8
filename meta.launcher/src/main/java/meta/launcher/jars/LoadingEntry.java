package meta.launcher.jars;

import meta.core.plugin.GuardedRun;
import meta.core.plugin.Unusable;
import meta.spi.PlanningException;

/**
 * A third party whose code runs to declare its types and steps.
 *
 * @param origin the jar, folder or module, for messages
 * @param state the state of the entry for {@link SlowEntries}; empty for a module of the image, which is not remembered
 * @param run the run of the code
 */
record LoadingEntry(String origin, String state, GuardedRun<ThirdPartyProviders> run) {

    /**
     * Adds the declarations to a draft, or the reason why they cannot be used. Waits for the code until its time limit.
     *
     * @param slow remembers the entry if its code has reached the full time limit, has run out of memory or has called {@code System.exit}
     * @param isFullLimit whether the time limit of the code is at least the default time limit
     */
    void addTo(CatalogDraft draft, SlowEntries slow, boolean isFullLimit) {
        try {
            draft.add(run.result());
        } catch (PlanningException e) {
            String reason = String.valueOf(e.getMessage());
            draft.addUnusable(origin, reason);
            // an exit would end each new agent, too
            if (run.hasExited() || (run.isTimedOut() && isFullLimit)) {
                remember(reason, slow);
            }
        } catch (OutOfMemoryError e) {
            // the process can continue, because the garbage collector can free the objects of the code now
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

    /** {@return the entry as unusable, because its code still runs} */
    Unusable unfinished() {
        return new Unusable("", origin, "its code is still being loaded");
    }
}
