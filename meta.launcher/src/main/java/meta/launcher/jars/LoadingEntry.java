package meta.launcher.jars;

import meta.core.plugin.GuardedRun;
import meta.core.plugin.UnusableItem;
import meta.spi.PlanningException;

/**
 * A third party whose code runs to declare its types and steps.
 *
 * @param state as {@link StepFolders#stateOf} returns it; empty for a module of the image
 */
record LoadingEntry(String origin, String state, GuardedRun<ThirdPartyDeclarations> run) {

    /**
     * Adds the declarations to a draft, or the reason why they cannot be used. Waits for the code until its time limit.
     *
     * @param slow receives the entry if its code has reached the full time limit, has run out of memory or has called {@code System.exit}
     * @param isFullLimit whether the time limit is at least the default
     */
    void addTo(CatalogDraft draft, PostponedEntries slow, boolean isFullLimit) {
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

    private void remember(String reason, PostponedEntries slow) {
        if (!state.isEmpty()) {
            slow.remember(state, reason);
        }
    }

    UnusableItem unfinished() {
        return new UnusableItem("", origin, "its code is still being loaded");
    }
}
