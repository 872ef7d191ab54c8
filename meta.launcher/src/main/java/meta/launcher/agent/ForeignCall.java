package meta.launcher.agent;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import meta.core.kernel.KeptAddresses;
import meta.core.verb.CallNamespaces;
import meta.launcher.call.Caller;
import meta.launcher.call.Outcome;
import meta.launcher.call.PluginCall;
import meta.launcher.call.ResultStream;
import meta.netlink.Errno;
import meta.netlink.netns.NamespaceException;
import meta.netlink.netns.NamespaceThread;
import meta.netlink.netns.NetworkNamespace;
import meta.netlink.unix.PassedFile;

/**
 * A call that another process has been started for, made here as it would have been there: in the caller's network namespace. Where that is
 * not the agent's own, a thread is started that goes there and ends with the call.
 *
 * @param request what is asked
 * @param host the caller's network namespace
 * @param pod what {@code CNI_NETNS} names, where the caller could open it
 * @param stdin the network configuration
 * @param steps how types and steps are found
 */
record ForeignCall(
        AgentRequest.Call request, PassedFile host, Optional<PassedFile> pod, InputStream stdin, Caller.Steps steps) {

    /** What came of it. */
    record Made(Outcome outcome, AgentAnswer answer) {}

    /**
     * Makes the call.
     *
     * @param home where the agent is, and the calling thread
     * @throws NamespaceException where the kernel does not let us into the caller's namespace
     */
    Made make(Home home) throws NamespaceException {
        try (NetworkNamespace namespace = NetworkNamespace.passed("the caller's network namespace", host)) {
            if (namespace.sameAs(home.namespace())) {
                return makeHere(Optional.of(home.addresses()));
            }
            try (NamespaceThread thread = namespace.enter()) {
                return thread.call(() -> makeHere(Optional.empty()));
            }
        }
    }

    private Made makeHere(Optional<KeptAddresses> nodeAddresses) {
        ByteArrayOutputStream stdout = new ByteArrayOutputStream();
        ByteArrayOutputStream stderr = new ByteArrayOutputStream();
        Caller caller = new Caller(
                new Passed(request, pod, nodeAddresses), new PrintStream(stderr, true, StandardCharsets.UTF_8), steps);
        Outcome outcome =
                new PluginCall(request.type(), request.environment(), stdin, caller).answer(ResultStream.to(stdout));
        AgentAnswer answer = new AgentAnswer(
                outcome.status(), stdout.toString(StandardCharsets.UTF_8), stderr.toString(StandardCharsets.UTF_8));
        return new Made(outcome, answer);
    }

    private record Passed(AgentRequest.Call request, Optional<PassedFile> pod, Optional<KeptAddresses> nodeAddresses)
            implements CallNamespaces {
        @Override
        public NetworkNamespace open(String path) throws NamespaceException {
            if (pod.isPresent()) {
                return NetworkNamespace.passed(path, pod.get());
            }
            // the client has opened it, and the kernel drops a passed file for which this process has no descriptor
            // left
            Errno errno = request.refused() == 0 ? Errno.EMFILE : Errno.of(request.refused());
            throw NamespaceException.notOpened(path, errno);
        }
    }
}
