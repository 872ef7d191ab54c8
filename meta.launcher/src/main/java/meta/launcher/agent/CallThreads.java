package meta.launcher.agent;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import meta.core.cni.CniErrorJson;
import meta.core.cni.CniVersion;
import meta.core.cni.Failure;
import meta.core.cni.JsonWriter;
import meta.core.cni.RequestReader;

/** Runs the calls of clients on threads. Calls of one pod wait for each other ({@link PodQueues}). Thread-safe. */
final class CallThreads implements AutoCloseable {
    /** More threads than calls that may run at the same time, because a thread can also wait for a slot or for the pod's lock. */
    private static final int MAX_THREADS = 256;

    /** The maximum number of calls that wait for earlier calls of one pod. */
    private static final int MAX_WAITING = 128;

    /** A nice value. */
    private static final int LOW_PRIORITY = 10;

    private static final int MAX_THREADS_OF_LOW_PRIORITY = 64;

    /** A call with more bytes of standard input runs at a low priority. */
    private static final int LARGE_INPUT = 32 << 10;

    /** How long a call waits for earlier calls of its pod. */
    private static final Duration POD_TIMEOUT = Duration.ofSeconds(30);

    private final CallRunner runner;
    private final PodQueues pods = new PodQueues(MAX_WAITING);
    private final AgentThreadPool threads;
    private final AgentThreadPool lowPriority;

    CallThreads(CallRunner runner) {
        this.runner = runner;
        this.threads = new AgentThreadPool(runner.home(), 0, MAX_THREADS);
        this.lowPriority = new AgentThreadPool(runner.home(), LOW_PRIORITY, MAX_THREADS_OF_LOW_PRIORITY);
    }

    /**
     * Runs a call after the earlier calls of its pod, answers it and closes it. Does not wait for the end of the call. A waiting
     * call whose client closes the connection is only closed.
     *
     * <p>If no thread can run the call, its client makes a cold call. If too many calls wait for the pod, or the call waits too long
     * ({@link #expire}), the answer is the CNI error code 11: try again later.
     */
    void take(ReceivedCall call) {
        switch (pods.enter(call)) {
            case STARTED -> start(call, call.stdin().length > LARGE_INPUT ? lowPriority : threads);
            case QUEUED -> {}
            case REJECTED -> tryAgain(call, MAX_WAITING + " calls wait for this pod already");
        }
    }

    private void start(ReceivedCall call, AgentThreadPool pool) {
        if (!pool.run(() -> answer(call))) {
            nextAfterSendingCold(call).ifPresent(this::startAfterOthers);
        }
    }

    /** Starts a call that has waited. The low priority keeps many calls of one pod from delaying other pods. */
    private void startAfterOthers(ReceivedCall first) {
        Optional<ReceivedCall> next = Optional.of(first);
        while (next.isPresent()) {
            ReceivedCall call = next.get();
            next = lowPriority.run(() -> answer(call)) ? Optional.empty() : nextAfterSendingCold(call);
        }
    }

    private void sendCold(Optional<ReceivedCall> first) {
        Optional<ReceivedCall> next = first;
        while (next.isPresent()) {
            next = nextAfterSendingCold(next.get());
        }
    }

    private Optional<ReceivedCall> nextAfterSendingCold(ReceivedCall call) {
        runner.metrics().sentCold();
        answerAndClose(call, AgentAnswer.GO_COLD);
        return nextAfter(call);
    }

    private void answer(ReceivedCall call) {
        try (call) {
            runner.answer(call);
        } finally {
            Optional<ReceivedCall> next = nextAfter(call);
            if (runner.home().isCurrent()) {
                next.ifPresent(this::startAfterOthers);
            } else { // this thread may still be in a pod's namespace
                runner.journal().println("a thread could not return from a pod's network namespace; it tries again");
                sendCold(next);
                runner.home().awaitThread();
            }
        }
    }

    /**
     * {@return the next call of the same pod, which the caller must start or answer; empty if there is none}
     *
     * <p>Closes calls whose clients have closed the connection: the runtime may already have called the plugin again.
     */
    private Optional<ReceivedCall> nextAfter(ReceivedCall call) {
        Optional<ReceivedCall> next = pods.leave(call);
        while (next.isPresent() && next.get().isAbandoned()) {
            next.get().close();
            next = pods.leave(next.get());
        }
        return next;
    }

    /** Runs work on a thread of the default priority, see {@link AgentThreadPool#run}. */
    boolean run(Runnable work) {
        return threads.run(work);
    }

    /** Answers the calls that have waited too long for earlier calls of their pod, with the CNI error code 11: try again later. */
    void expire() {
        for (ReceivedCall call : pods.expired(POD_TIMEOUT)) {
            String netns = call.request().environment().getOrDefault("CNI_NETNS", "");
            tryAgain(call, netns + ": still locked by another call after " + POD_TIMEOUT.toMillis() + " ms");
        }
    }

    /** {@return whether a call waits for earlier calls of its pod; {@link #expire} must then be called regularly} */
    boolean hasWaiting() {
        return !pods.isEmpty();
    }

    private void tryAgain(ReceivedCall call, String reason) {
        runner.metrics().requestRefused();
        CniVersion version = RequestReader.versionIn(new ByteArrayInputStream(call.stdin()));
        String error = JsonWriter.compact(CniErrorJson.of(new Failure.TryAgain(reason), version));
        answerAndClose(call, new AgentAnswer(1, error + "\n", ""));
    }

    private static void answerAndClose(ReceivedCall call, AgentAnswer answer) {
        try (call) {
            call.answer(answer);
        } catch (IOException e) {
            return; // the client has closed the connection, or reads nothing
        }
    }

    /** Accepts no more work. Does not wait for work that has begun. */
    @Override
    public void close() {
        threads.close();
        lowPriority.close();
    }
}
