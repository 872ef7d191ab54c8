package meta.launcher.agent;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Optional;
import meta.core.call.CallOutcome;
import meta.core.call.CatalogSource;
import meta.core.cni.CniErrorJson;
import meta.core.cni.CniVersion;
import meta.core.cni.Failure;
import meta.core.cni.JsonReadResult;
import meta.core.cni.JsonReader;
import meta.core.cni.JsonWriter;
import meta.core.cni.RequestReader;
import meta.netlink.netns.NamespaceException;

/**
 * Runs the CNI calls of clients, and sends the answers. If the agent lacks a resource for a call, the answer is {@link AgentAnswer#GO_COLD}
 * or {@link AgentAnswer#TOO_LARGE}. If the agent cannot run a call for another reason, the answer is a CNI error. Thread-safe.
 *
 * @param home the agent's network namespace
 * @param slots limit the number of calls that run at the same time, and their memory
 * @param journal receives messages for the administrator
 * @param outOfMemory makes the agent end; runs on the thread of a call if the JVM has run out of memory
 */
record CallRunner(
        AgentNamespace home,
        HeapShrinker heap,
        CallSlots slots,
        CatalogSource steps,
        DeferredLogFiles logs,
        CallMetrics metrics,
        PrintStream journal,
        Runnable outOfMemory) {
    /** How long a call waits for a slot. */
    static final Duration SLOT_TIMEOUT = Duration.ofMillis(500);

    /**
     * Runs a call, and sends the answer to its client. Does not close the call.
     *
     * <p>The calling thread must be in the network namespace {@code home}. Afterwards, it may still be in a pod's namespace; the caller
     * must check that with {@link AgentNamespace#isCurrent}.
     */
    void answer(ReceivedCall call) {
        CallStderrAndLog output = new CallStderrAndLog(logs);
        try {
            call.answer(run(call, output));
        } catch (IOException e) {
            metrics.requestRefused();
            journal.println("an answer could not be sent: " + e.getMessage());
        } finally {
            output.writeLog(journal);
        }
        if (slots.areFree()) {
            heap.shrink();
        }
    }

    private AgentAnswer run(ReceivedCall call, CallStderrAndLog output) {
        try {
            MemoryEstimate estimate = estimate(call);
            if (!slots.admits(estimate)) {
                metrics.sentCold();
                return AgentAnswer.TOO_LARGE;
            }
            Optional<CallSlots.Slot> free = slots.take(estimate, SLOT_TIMEOUT);
            if (free.isEmpty()) {
                return goCold();
            }
            try (CallSlots.Slot slot = free.get()) {
                return run(call, slot, output);
            }
        } catch (OutOfMemoryError e) {
            return goColdWithoutMemory(call, e);
        }
    }

    /** {@return an estimate of the memory that the call takes} A malformed configuration takes less memory, except in a DEL. */
    private MemoryEstimate estimate(ReceivedCall call) {
        MemoryEstimate estimate = MemoryEstimate.of(call.stdin());
        boolean isDel = "DEL".equals(call.request().environment().get("CNI_COMMAND"));
        return !isDel
                        && !slots.admits(estimate)
                        && JsonReader.readOutermost(call.stdin()) instanceof JsonReadResult.Malformed
                ? MemoryEstimate.ofMalformed(call.stdin())
                : estimate;
    }

    private AgentAnswer run(ReceivedCall call, CallSlots.Slot slot, CallStderrAndLog output) {
        long start = System.nanoTime();
        try {
            BufferedCall.Result result = new WarmCall(call, slot, steps, output).run(home);
            return switch (result.outcome().shortage()) {
                case NONE -> {
                    Duration took = Duration.ofNanos(System.nanoTime() - start);
                    metrics.callEnded(call.request(), result.outcome(), took);
                    yield result.answer();
                }
                case TEMPORARY -> goCold();
                case OF_ROOM -> {
                    metrics.sentCold();
                    yield AgentAnswer.TOO_LARGE;
                }
                case OF_MEMORY ->
                    goColdWithoutMemory(
                            call, new OutOfMemoryError(result.answer().stdout().strip()));
            };
        } catch (NamespaceException e) {
            return e.reason() == NamespaceException.Reason.EXHAUSTED
                    ? goCold()
                    : failed(call, new Failure.InputOutput("the agent", String.valueOf(e.getMessage())));
        } catch (RuntimeException
                | LinkageError
                | AssertionError e) { // a bug of the agent, which must still answer the client
            e.printStackTrace(journal);
            return failed(call, new Failure.Unexpected(e.toString()));
        }
    }

    private AgentAnswer goCold() {
        metrics.sentCold();
        return AgentAnswer.GO_COLD;
    }

    /**
     * Ends the agent if the JVM has run out of memory, because any thread may have stopped in the middle of its work. If only no thread
     * could be created, the agent continues.
     *
     * @return {@link AgentAnswer#GO_COLD}
     */
    private AgentAnswer goColdWithoutMemory(ReceivedCall call, OutOfMemoryError error) {
        if (!CallOutcome.isOfThreads(error)) {
            outOfMemory.run();
            journal.println(
                    call.request().type() + " " + call.request().environment().get("CNI_COMMAND") + ": " + error);
        }
        return goCold();
    }

    private AgentAnswer failed(ReceivedCall call, Failure failure) {
        metrics.requestRefused();
        CniVersion version = RequestReader.versionIn(new ByteArrayInputStream(call.stdin()));
        return new AgentAnswer(1, JsonWriter.compact(CniErrorJson.of(failure, version)) + "\n", "");
    }
}
