package meta.launcher.agent;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Optional;
import meta.core.call.CallOutcome;
import meta.core.call.StepSource;
import meta.core.cni.CniError;
import meta.core.cni.CniVersion;
import meta.core.cni.Failure;
import meta.core.cni.JsonWriter;
import meta.core.cni.RequestReader;
import meta.netlink.netns.NamespaceException;
import meta.netlink.netns.StrandedException;

/**
 * Makes calls, each on the thread that asks for it.
 *
 * @param home where the agent is
 * @param places a call takes one of them for as long as it is made, and makes do without the agent where none becomes free
 * @param steps how types and steps are found
 * @param figures where calls are counted
 * @param journal where is said what is no client's to know
 * @param outOfMemory is run when a call has found no memory: the agent is not to be relied upon any more
 */
record CallRunner(
        AgentNamespace home,
        CallSlots places,
        StepSource steps,
        CallMetrics figures,
        PrintStream journal,
        Runnable outOfMemory) {
    /** A cold call takes some 100 ms: to wait longer for a place would be slower than to do without. */
    static final Duration PLACE = Duration.ofMillis(500);

    /**
     * Makes a call and answers it.
     *
     * @throws IllegalStateException where the thread is left in a pod's namespace ({@link StrandedException}): it has to end
     */
    void answer(ReceivedCall call) {
        try {
            call.answer(made(call));
        } catch (IOException e) {
            figures.refused();
            journal.println("lost a client: " + e.getMessage());
        }
        requireHome();
    }

    /** Whether the call has failed is no sign: what went wrong on the way home may have been no failure of the call. */
    private void requireHome() {
        if (!home.namespace().isCurrent()) {
            throw new IllegalStateException("this thread is not in the agent's network namespace any more");
        }
    }

    private AgentAnswer made(ReceivedCall call) {
        try {
            MemoryEstimate weight = MemoryEstimate.of(call.stdin());
            Optional<CallSlot> place = places.admits(weight) ? places.take(weight, PLACE) : Optional.empty();
            if (place.isEmpty()) {
                return goCold();
            }
            try (CallSlot taken = place.get()) {
                return made(call, taken);
            }
        } catch (OutOfMemoryError e) {
            return withoutMemory(call, e);
        }
    }

    private AgentAnswer made(ReceivedCall call, CallSlot place) {
        long start = System.nanoTime();
        try {
            WarmCall.Made made = new WarmCall(call, place, steps).make(home);
            return switch (made.outcome().shortage()) {
                case NONE -> {
                    Duration took = Duration.ofNanos(System.nanoTime() - start);
                    figures.made(call.request(), made.outcome(), took);
                    yield made.answer();
                }
                case TEMPORARY -> goCold();
                case OF_MEMORY -> withoutMemory(call, new OutOfMemoryError("Java heap space"));
            };
        } catch (NamespaceException e) {
            return e.reason() == NamespaceException.Reason.EXHAUSTED
                    ? goCold()
                    : failed(call, new Failure.InputOutput("the agent", String.valueOf(e.getMessage())));
        } catch (RuntimeException | LinkageError | AssertionError e) { // a mistake of ours, and an answer too
            e.printStackTrace(journal);
            return failed(call, new Failure.Unexpected(e.toString()));
        }
    }

    private AgentAnswer goCold() {
        figures.sentCold();
        return AgentAnswer.GO_COLD;
    }

    /** Whatever was under way in the other threads may have found no memory either. */
    private AgentAnswer withoutMemory(ReceivedCall call, OutOfMemoryError error) {
        if (!CallOutcome.isOfThreads(error)) {
            outOfMemory.run();
            journal.println(
                    call.request().type() + " " + call.request().environment().get("CNI_COMMAND") + ": " + error);
        }
        return goCold();
    }

    private AgentAnswer failed(ReceivedCall call, Failure failure) {
        figures.refused();
        CniVersion version = RequestReader.versionIn(new ByteArrayInputStream(call.stdin()));
        return new AgentAnswer(1, JsonWriter.compact(CniError.of(failure, version)) + "\n", "");
    }
}
