package meta.launcher.agent;

import java.io.ByteArrayInputStream;
import java.util.Optional;
import meta.core.call.CallServices;
import meta.core.call.StepSource;
import meta.core.kernel.CachedAddresses;
import meta.core.kernel.NamespaceSource;
import meta.core.kernel.ObjectBudget;
import meta.core.kernel.PodLocks;
import meta.launcher.call.Calls;
import meta.launcher.call.FileLogging;
import meta.netlink.Errno;
import meta.netlink.ShortageException;
import meta.netlink.netns.NamespaceException;
import meta.netlink.netns.NamespaceLock;
import meta.netlink.netns.NamespaceThread;
import meta.netlink.netns.NetworkNamespace;
import meta.netlink.unix.PassedFile;

/** A call that runs in the agent, but in the network namespace of its client. */
record WarmCall(ReceivedCall call, CallSlots.Slot slot, StepSource steps, CallDiagnostics output) {

    /**
     * {@return the answer and the outcome; if the outcome has a shortage, the client must make a cold call instead}
     *
     * @param home the namespace of the agent and of the calling thread
     * @throws NamespaceException if the client's file is not a network namespace, a thread cannot enter it, or descriptors or memory are short
     *     ({@code EXHAUSTED})
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
        public Optional<ObjectBudget> objectBudget() {
            return Optional.of(slot.objects());
        }

        /** {@inheritDoc} Frees the slot while the call waits, so that calls for other pods can use it. */
        @Override
        public NamespaceLock lock(NetworkNamespace namespace) throws NamespaceException {
            slot.release();
            NamespaceLock lock = PodLocks.take(namespace);
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
            // errno 0: the client has opened the file, but this process had no descriptor for it
            Errno errno = request.netnsErrno() == 0 ? Errno.EMFILE : Errno.of(request.netnsErrno());
            throw NamespaceException.notOpened(path, errno);
        }
    }
}
