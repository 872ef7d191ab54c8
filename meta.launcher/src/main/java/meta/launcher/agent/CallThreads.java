package meta.launcher.agent;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import meta.core.cni.CniError;
import meta.core.cni.CniVersion;
import meta.core.cni.Failure;
import meta.core.cni.JsonWriter;
import meta.core.cni.RequestReader;

/**
 * The threads that run calls, one call at a time for each pod. If no thread is free and none can be started, the client makes the call
 * without the agent.
 */
final class CallThreads implements AutoCloseable {
    /**
     * The maximum number of threads. A quarter of the threads is enough for the calls that occupy a slot. The other threads are for calls that
     * wait for a slot, or for the lock of a pod that a cold call holds.
     */
    private static final int MAX_THREADS = 256;

    /** How many calls may wait for one pod. */
    private static final int MAX_WAITING = 128;

    /** How long an idle thread is kept for the next call, because starting a thread takes about a tenth of the time of a call. */
    private static final Duration IDLE = Duration.ofSeconds(2);

    /** How long a call waits for earlier calls of its pod; a cold call waits as long for the pod's lock. */
    private static final Duration POD_TIMEOUT = Duration.ofSeconds(30);

    private final CallRunner runner;
    private final PodQueues pods = new PodQueues(MAX_WAITING);
    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(
            0, MAX_THREADS, IDLE.toMillis(), TimeUnit.MILLISECONDS, new SynchronousQueue<>(), this::unstarted);

    CallThreads(CallRunner runner) {
        this.runner = runner;
    }

    /** {@return a thread that runs work only in the agent's network namespace; a thread starts in the namespace of the thread that starts it} */
    private Thread unstarted(Runnable work) {
        return Thread.ofPlatform().daemon().name("client").unstarted(() -> {
            runner.home().awaitThread();
            work.run();
        });
    }

    /**
     * Takes over a call, and closes it later. The call runs now or after the earlier calls of its pod, with these exceptions. If too many
     * calls wait for the pod, or the call waits too long ({@link #expire}), the answer is error code 11. If no thread is free, the client makes
     * the call without the agent. If the client closes the connection while the call waits, the call is dropped.
     */
    void take(ReceivedCall call) {
        switch (pods.enter(call)) {
            case STARTED -> start(call);
            case QUEUED -> {}
            case REJECTED -> tryAgain(call, MAX_WAITING + " calls wait for this pod already");
        }
    }

    /**
     * Starts a call. If no thread is free, the client makes the call without the agent, and the next waiting call of the pod is started.
     */
    private void start(ReceivedCall first) {
        Optional<ReceivedCall> next = Optional.of(first);
        while (next.isPresent()) {
            ReceivedCall call = next.get();
            next = run(() -> answer(call)) ? Optional.empty() : nextAfterSendingAway(call);
        }
    }

    /** Makes the clients of a waiting call and of those behind it make their calls without the agent. */
    private void sendAway(Optional<ReceivedCall> first) {
        Optional<ReceivedCall> next = first;
        while (next.isPresent()) {
            next = nextAfterSendingAway(next.get());
        }
    }

    private Optional<ReceivedCall> nextAfterSendingAway(ReceivedCall call) {
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
                next.ifPresent(this::start);
            } else { // a thread that is started here would start in the pod's namespace
                runner.journal().println("a thread could not return from a pod's network namespace; it tries again");
                sendAway(next);
                runner.home().awaitThread();
            }
        }
    }

    /**
     * {@return the next call of the same pod, which must be started; empty if none waits}
     *
     * <p>Calls whose client has closed the connection are dropped, because the runtime does not wait for them any more and may have made
     * new calls.
     */
    private Optional<ReceivedCall> nextAfter(ReceivedCall call) {
        Optional<ReceivedCall> next = pods.leave(call);
        while (next.isPresent() && next.get().isAbandoned()) {
            next.get().close();
            next = pods.leave(next.get());
        }
        return next;
    }

    /** {@return whether a thread was free; if so, that thread runs the work, and this method does not wait for its end} */
    boolean run(Runnable work) {
        try {
            threads.execute(work);
            return true;
        } catch (RejectedExecutionException | OutOfMemoryError e) { // the error reports that no thread could be created
            return false;
        }
    }

    /** Answers calls that have waited too long with error code 11, which makes the runtime repeat them. */
    void expire() {
        for (ReceivedCall call : pods.expired(POD_TIMEOUT)) {
            String netns = call.request().environment().getOrDefault("CNI_NETNS", "");
            tryAgain(call, netns + ": still locked by another call after " + POD_TIMEOUT.toMillis() + " ms");
        }
    }

    /** {@return whether a call waits for earlier calls of its pod; if so, {@link #expire} must be called from time to time} */
    boolean hasWaiting() {
        return !pods.isEmpty();
    }

    private void tryAgain(ReceivedCall call, String reason) {
        runner.metrics().requestRefused();
        CniVersion version = RequestReader.versionIn(new ByteArrayInputStream(call.stdin()));
        String error = JsonWriter.compact(CniError.of(new Failure.TryAgain(reason), version));
        answerAndClose(call, new AgentAnswer(1, error + "\n", ""));
    }

    private static void answerAndClose(ReceivedCall call, AgentAnswer answer) {
        try (call) {
            call.answer(answer);
        } catch (IOException e) {
            return; // the client has closed the connection
        }
    }

    /** Accepts no more work, and does not wait. Work that runs continues. */
    @Override
    public void close() {
        threads.shutdown();
    }
}
