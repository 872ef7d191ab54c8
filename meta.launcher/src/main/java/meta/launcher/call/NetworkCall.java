package meta.launcher.call;

import java.util.List;
import meta.core.call.Gc;
import meta.core.call.PodLocks;
import meta.core.call.PodSession;
import meta.core.call.Status;
import meta.core.cni.CallFailedException;
import meta.core.cni.CniRequest;
import meta.core.cni.Failure;
import meta.core.cni.Problem;

/**
 * Carries out a call that is about no pod in particular.
 *
 * @param plugin the plugin that is called
 */
record NetworkCall(Plugin plugin) {

    /**
     * Carries it out; it has no answer.
     *
     * @throws CallFailedException where it cannot be carried out
     */
    void carryOut(CniRequest.ForNetwork request) {
        switch (request) {
            case CniRequest.Gc gc -> collect(gc);
            case CniRequest.Status status -> status(status);
        }
    }

    private static void collect(CniRequest.Gc request) {
        List<Problem> problems = request.config().problems();
        if (!problems.isEmpty()) { // what is not known to be valid would be taken away
            throw new CallFailedException(new Failure.BadConfiguration(problems));
        }
        try (PodSession host = PodSession.openHost()) {
            Gc.run(request, host.kernel());
            PodLocks.folder().sweep();
        }
    }

    private void status(CniRequest.Status request) {
        try {
            plugin.configured(request.config(), plugin.pipeline());
        } catch (CallFailedException e) {
            throw new CallFailedException(new Failure.NotAvailable(e.failure().details()), e);
        }
        try (PodSession host = PodSession.openHost()) {
            Status.run(host.kernel());
        }
    }
}
