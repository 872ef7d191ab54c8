package meta.core.call;

import java.util.List;
import meta.core.cni.CallFailedException;
import meta.core.cni.CniRequest;
import meta.core.cni.Failure;
import meta.core.cni.InputProblem;
import meta.core.kernel.CallKernel;
import meta.core.kernel.PodLocks;

/** Carries out a GC or STATUS call. */
record NetworkCall(NamedPluginType plugin, CallServices services, CallStopwatch stopwatch) {
    /**
     * A failed call throws an exception or error that {@link CaughtFailure#of} converts to a failure.
     *
     * @throws CallFailedException among other cases: for a STATUS, with {@link Failure.NotAvailable} if the type cannot be used or the
     *     configuration is invalid; for a GC, with {@link Failure.BadConfiguration} if the configuration violates the protocol
     */
    void carryOut(CniRequest.ForNetwork request) {
        switch (request) {
            case CniRequest.Gc gc -> collectGarbage(gc);
            case CniRequest.Status status -> checkStatus(status);
        }
    }

    private void collectGarbage(CniRequest.Gc request) {
        List<InputProblem> problems = request.config().problems();
        // an unreadable entry would be missing in the list, and GC would remove the objects of a pod that still exists
        if (!problems.isEmpty()) {
            throw new CallFailedException(new Failure.BadConfiguration(problems));
        }
        try (CallKernel kernel = CallKernel.openHost(services.namespaces())) {
            Gc.run(request, services.records(), plugin, kernel, stopwatch);
            PodLocks.folder().sweep();
        }
    }

    private void checkStatus(CniRequest.Status request) {
        try {
            plugin.configured(request.config(), plugin.pipeline());
        } catch (CallFailedException e) {
            throw new CallFailedException(new Failure.NotAvailable(e.failure().details()), e);
        }
        try (CallKernel kernel = CallKernel.openHost(services.namespaces())) {
            Status.run(kernel);
        }
    }
}
