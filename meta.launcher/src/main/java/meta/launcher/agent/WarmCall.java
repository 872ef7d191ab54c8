package meta.launcher.agent;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import meta.core.call.CallClock;
import meta.core.call.CallOutcome;
import meta.core.call.CallServices;
import meta.core.call.CniCall;
import meta.core.call.StepSource;
import meta.core.kernel.CachedAddresses;
import meta.core.kernel.NamespaceSource;
import meta.core.kernel.ObjectBudget;
import meta.core.kernel.PodLocks;
import meta.launcher.call.Calls;
import meta.launcher.call.ResultStream;
import meta.netlink.Errno;
import meta.netlink.ShortageException;
import meta.netlink.netns.NamespaceException;
import meta.netlink.netns.NamespaceLock;
import meta.netlink.netns.NamespaceThread;
import meta.netlink.netns.NetworkNamespace;
import meta.netlink.unix.PassedFile;

/**
 * A call that another process has been started for, made here as it would have been there: in the caller's network namespace. Where that is
 * not the agent's own, a thread is started that goes there and ends with the call.
 *
 * @param call what is asked
 * @param place the place that it is made at
 * @param steps how types and steps are found
 */
record WarmCall(ReceivedCall call, CallSlot place, StepSource steps) {

    /** What came of it. */
    record Made(CallOutcome outcome, AgentAnswer answer) {}

    /**
     * Makes the call.
     *
     * @param home where the agent is, and the calling thread
     * @throws NamespaceException where the kernel does not let us into the caller's namespace
     */
    Made make(AgentNamespace home) throws NamespaceException {
        try (NetworkNamespace namespace =
                NetworkNamespace.fromPassedFile("the caller's network namespace", call.host())) {
            if (namespace.isSameAs(home.namespace())) {
                return makeHere(Optional.of(home.addresses()));
            }
            try (NamespaceThread thread = namespace.enter()) {
                return thread.call(() -> makeHere(Optional.empty()));
            }
        }
    }

    private Made makeHere(Optional<CachedAddresses> nodeAddresses) {
        ByteArrayOutputStream stdout = new ByteArrayOutputStream();
        ByteArrayOutputStream stderr = new ByteArrayOutputStream();
        AgentRequest.Call request = call.request();
        CallServices services = Calls.services(
                new Passed(request, call.pod(), place, nodeAddresses),
                steps,
                new PrintStream(stderr, true, StandardCharsets.UTF_8));
        CallOutcome outcome = new CniCall(
                        request.type(), request.environment(), new ByteArrayInputStream(call.stdin()), services)
                .run(CallClock.start(), ResultStream.to(stdout)::write);
        AgentAnswer answer = new AgentAnswer(
                outcome.status(), stdout.toString(StandardCharsets.UTF_8), stderr.toString(StandardCharsets.UTF_8));
        return new Made(outcome, answer);
    }

    private record Passed(
            AgentRequest.Call request,
            Optional<PassedFile> pod,
            CallSlot place,
            Optional<CachedAddresses> nodeAddresses)
            implements NamespaceSource {
        @Override
        public Optional<ObjectBudget> objectBudget() {
            return Optional.of(place.objects());
        }

        /** The call waits without its place, which its pod could otherwise take from other pods' calls. */
        @Override
        public NamespaceLock lock(NetworkNamespace namespace) throws NamespaceException {
            place.leave();
            NamespaceLock lock = PodLocks.take(namespace);
            if (!place.takeAgain(CallRunner.PLACE)) {
                lock.close();
                throw new ShortageException("all places for calls are taken", Errno.EAGAIN);
            }
            return lock;
        }

        @Override
        public NetworkNamespace open(String path) throws NamespaceException {
            if (pod.isPresent()) {
                return NetworkNamespace.fromPassedFile(path, pod.get());
            }
            // a file that the client has opened and that has not come: the kernel drops what it has no descriptor for
            Errno errno = request.refused() == 0 ? Errno.EMFILE : Errno.of(request.refused());
            throw NamespaceException.notOpened(path, errno);
        }
    }
}
