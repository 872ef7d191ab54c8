package meta.launcher.jars;

import meta.core.plugin.GuardedRun;
import meta.core.plugin.UnusableStepOrJar;
import meta.spi.PlanningException;

/**
 * A third party whose code runs on a separate thread to declare its types and steps.
 *
 * @param origin the path of the entry, or the module of the image
 * @param state the entry's {@link StepFolders#stateOf}; empty for a module of the image
 * @param run the run of the code
 */
record DeclarationRun(String origin, String state, GuardedRun<ThirdPartyDeclarations> run) {

    /**
     * Waits until the code has ended or has reached its time limit. Adds what the third party declares; or the third party as unusable, if
     * the code has failed or has not ended, or if the calling thread is interrupted before or during the wait.
     *
     * @param slow receives an entry whose code has run out of memory, {@linkplain GuardedRun#hasExited has called} {@code System.exit}, or
     *     has reached its time limit while {@code isFullLimit} is true
     * @param isFullLimit whether the time limit is at least the default limit
     */
    void addTo(CatalogDraft draft, RecentLoadFailures slow, boolean isFullLimit) {
        try {
            draft.add(run.result());
        } catch (PlanningException e) {
            String reason = String.valueOf(e.getMessage());
            draft.addUnusable(origin, reason);
            // code that calls System.exit ends the agent, and would end each new agent
            if (run.hasExited() || (run.isTimedOut() && isFullLimit)) {
                remember(reason, slow);
            }
        } catch (OutOfMemoryError e) {
            // the process can continue, because the code has ended
            String reason = "ran out of memory";
            draft.addUnusable(origin, reason);
            remember(reason, slow);
        }
    }

    private void remember(String reason, RecentLoadFailures slow) {
        if (!state.isEmpty()) {
            slow.remember(state, reason);
        }
    }

    /** {@return the third party as unusable, with the reason that its code is still being loaded} */
    UnusableStepOrJar unfinished() {
        return new UnusableStepOrJar("", origin, "its code is still being loaded");
    }
}
