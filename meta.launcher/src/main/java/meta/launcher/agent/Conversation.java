package meta.launcher.agent;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Semaphore;
import meta.core.cni.CniError;
import meta.core.cni.CniVersion;
import meta.core.cni.Failure;
import meta.core.cni.RequestReader;
import meta.core.json.JsonWriter;
import meta.launcher.call.Caller;
import meta.netlink.netns.NamespaceException;
import meta.netlink.netns.NetworkNamespace;
import meta.netlink.netns.StrandedException;
import meta.netlink.unix.PassedFile;
import meta.netlink.unix.UnixSocket;

/**
 * One client, from its request to its answer; the hello is said already.
 *
 * @param client the connection, which is closed at the end
 * @param home where the agent is
 * @param places who is through with reading waits here for its turn, first come, first served
 * @param steps how types and steps are found
 * @param figures where it is counted
 * @param journal where is said what is no client's to know
 */
record Conversation(
        UnixSocket client, Home home, Semaphore places, Caller.Steps steps, Figures figures, PrintStream journal)
        implements Runnable {
    /** A client says at once what it wants, and one that says nothing is not waited for. */
    private static final Duration REQUEST = Duration.ofSeconds(5);

    /** Standard input comes from the runtime, in its own time; when the runtime gives up, the client is gone. */
    private static final Duration STDIN = Duration.ofMinutes(10);

    @Override
    public void run() {
        try (client) {
            byte[] start;
            try {
                start = client.receive(4, REQUEST);
            } catch (EOFException e) {
                return; // somebody who wanted to see whether we are there
            }
            AgentRequest request = AgentRequest.read(client.receive(AgentRequest.length(start), REQUEST));
            AgentAnswer answer = answer(request);
            answer.sendTo(client);
            if (answer.status() != 0) {
                requireHome();
            }
        } catch (MalformedRequestException e) {
            figures.refused();
            journal.println("refused a request: " + e.getMessage());
        } catch (IOException e) {
            figures.refused();
            journal.println("lost a client: " + e.getMessage());
        }
    }

    /** A call that has failed may have left this thread in a pod's namespace ({@link StrandedException}): it ends then. */
    private void requireHome() throws IOException {
        try (NetworkNamespace here = NetworkNamespace.current()) {
            if (!here.sameAs(home.namespace())) {
                throw new IllegalStateException("this thread is not in the agent's network namespace any more");
            }
        }
    }

    private AgentAnswer answer(AgentRequest request) throws IOException, MalformedRequestException {
        return switch (request) {
            case AgentRequest.Status _ -> new AgentAnswer(0, new Report(figures, Instant.now()).forPeople(), "");
            case AgentRequest.Call call -> {
                PassedFile host = client.takeFile()
                        .orElseThrow(() -> new MalformedRequestException(
                                "no open file of the caller's network namespace came with the request"));
                InputStream stdin =
                        new ByteArrayInputStream(client.receive(AgentRequest.length(client.receive(4, STDIN)), STDIN));
                places.acquireUninterruptibly();
                try {
                    yield answer(call, new ForeignCall(call, host, client.takeFile(), stdin, steps));
                } finally {
                    places.release();
                }
            }
        };
    }

    private AgentAnswer answer(AgentRequest.Call request, ForeignCall call) {
        long start = System.nanoTime();
        try (PassedFile _ = call.host()) {
            ForeignCall.Made made = call.make(home);
            figures.made(request, made.outcome(), Duration.ofNanos(System.nanoTime() - start));
            return made.answer();
        } catch (NamespaceException e) {
            return failed(call, new Failure.InputOutput("the agent", String.valueOf(e.getMessage())));
        } catch (RuntimeException | Error e) { // a mistake of ours, and an answer too
            e.printStackTrace(journal);
            return failed(call, new Failure.Unexpected(e.toString()));
        } finally {
            call.pod().ifPresent(PassedFile::close);
        }
    }

    private AgentAnswer failed(ForeignCall call, Failure failure) {
        figures.refused();
        CniVersion version = RequestReader.versionIn(call.stdin());
        return new AgentAnswer(1, JsonWriter.compact(CniError.of(failure, version)) + "\n", "");
    }
}
