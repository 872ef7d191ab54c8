package meta.launcher.agent;

import java.io.ByteArrayInputStream;
import java.util.Optional;
import meta.core.call.CallServices;
import meta.core.call.CatalogSource;
import meta.core.kernel.CachedAddresses;
import meta.core.kernel.NamespaceSource;
import meta.core.kernel.PodLocks;
import meta.core.kernel.SharedObjectBudget;
import meta.launcher.call.Calls;
import meta.launcher.call.FileLogging;
import meta.netlink.Errno;
import meta.netlink.ShortageException;
import meta.netlink.netns.NamespaceException;
import meta.netlink.netns.NamespaceFlock;
import meta.netlink.netns.NamespaceThread;
import meta.netlink.netns.NetworkNamespace;
import meta.netlink.unix.PassedFile;

/**
 * A CNI call that runs in the agent, in the network namespace of its client.
 *
 * @param slot the slot of the call; free while the call waits for the pod's lock
 */
record WarmCall(ReceivedCall call, CallSlots.Slot slot, CatalogSource steps, CallStderrAndLog output) {

    /**
     * Runs the call. Afterwards, the calling thread may be in a pod's namespace; the caller must check that with {@link
     * AgentNamespace#isCurrent}.
     *
     * @param home the network namespace of the agent, in which the calling thread must be
     * @return the outcome and the answer; if {@link meta.core.call.CallOutcome#shortage} is not {@code NONE}, the client must run the call
     *     in a new JVM instead
     * @throws NamespaceException if the client's file is not a network namespace, or a system call fails
     * @throws OutOfMemoryError if no thread can be created
     */
    BufferedCall.Result run(AgentNamespace home) throws NamespaceException {
        try (NetworkNamespace namespace =
                NetworkNamespace.fromPassedFile("the caller's network namespace", call.host())) {
            if (namespace.isSameAs(home.namespace())) {
                return runHere(Optional.of(home.addresses()));
            }
            try (NamespaceThread thread = namespace.enter()) {
                return thread.call(() -> runHere(Optional.empty()));
            }
        }
    }

    private BufferedCall.Result runHere(Optional<CachedAddresses> nodeAddresses) {
        AgentRequest.Call request = call.request();
        NamespaceSource namespaces = new ReceivedNamespaces(request, call.pod(), slot, nodeAddresses);
        CallServices services = Calls.services(namespaces, steps, new FileLogging(output.stderr(), output));
        return new BufferedCall(request.type(), request.environment())
                .run(new ByteArrayInputStream(call.stdin()), services, output);
    }

    private record ReceivedNamespaces(
            AgentRequest.Call request,
            Optional<PassedFile> pod,
            CallSlots.Slot slot,
            Optional<CachedAddresses> nodeAddresses)
            implements NamespaceSource {
        @Override
        public Optional<SharedObjectBudget> objectBudget() {
            return Optional.of(slot.objects());
        }

        /** {@inheritDoc} Frees the slot during the wait. */
        @Override
        public NamespaceFlock lock(NetworkNamespace namespace) throws NamespaceException {
            slot.release();
            NamespaceFlock lock = PodLocks.take(namespace);
            if (!slot.reacquire(CallRunner.SLOT_TIMEOUT)) {
                lock.close();
                throw new ShortageException("no slot for the call became free", Errno.EAGAIN);
            }
            return lock;
        }

        @Override
        public NetworkNamespace open(String path) throws NamespaceException {
            if (pod.isPresent()) {
                return NetworkNamespace.fromPassedFile(path, pod.get());
            }
            // errno 0: the client has sent neither the file nor a reason; with EMFILE, it makes a cold call
            Errno errno = request.netnsErrno() == 0 ? Errno.EMFILE : Errno.of(request.netnsErrno());
            throw NamespaceException.notOpened(path, errno);
        }
    }
}
