package meta.launcher.agent;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import meta.core.cni.CniError;
import meta.core.cni.CniVersion;
import meta.core.cni.Failure;
import meta.core.cni.JsonWriter;
import meta.core.cni.RequestReader;

/** The threads that run calls, one call at a time for each pod. */
final class CallThreads implements AutoCloseable {
    /** More threads than slots, because calls also wait for a slot, or for the lock of a pod that a cold call holds. */
    private static final int MAX_THREADS = 256;

    private static final int MAX_WAITING = 128;

    private static final int LOW_PRIORITY = 10;

    private static final int MAX_THREADS_OF_LOW_PRIORITY = 64;

    /** In bytes. A common network configuration has less than 4 KiB. */
    private static final int LARGE_INPUT = 32 << 10;

    /** How long a call waits for earlier calls of its pod, as long as a cold call waits for the pod's lock. */
    private static final Duration POD_TIMEOUT = Duration.ofSeconds(30);

    private final CallRunner runner;
    private final PodQueues pods = new PodQueues(MAX_WAITING);
    private final WorkThreads threads;
    private final WorkThreads lowPriority;

    CallThreads(CallRunner runner) {
        this.runner = runner;
        this.threads = new WorkThreads(runner.home(), 0, MAX_THREADS);
        this.lowPriority = new WorkThreads(runner.home(), LOW_PRIORITY, MAX_THREADS_OF_LOW_PRIORITY);
    }

    /**
     * Takes over a call: runs it after the earlier calls of its pod, answers it and closes it.
     *
     * <p>If no thread is free, the client makes a cold call. If too many calls wait for the pod, or the call waits too long ({@link #expire}), the
     * answer is error code 11. A waiting call is dropped if its client closes the connection.
     */
    void take(ReceivedCall call) {
        switch (pods.enter(call)) {
            case STARTED -> start(call, call.stdin().length > LARGE_INPUT ? lowPriority : threads);
            case QUEUED -> {}
            case REJECTED -> tryAgain(call, MAX_WAITING + " calls wait for this pod already");
        }
    }

    private void start(ReceivedCall call, WorkThreads pool) {
        if (!pool.run(() -> answer(call))) {
            nextAfterSendingCold(call).ifPresent(this::startAfterOthers);
        }
    }

    /** Starts a call that has waited for another call of its pod, with a low priority, so that many calls of a pod do not delay other pods. */
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
            } else { // a thread that is started here would start in the pod's namespace
                runner.journal().println("a thread could not return from a pod's network namespace; it tries again");
                sendCold(next);
                runner.home().awaitThread();
            }
        }
    }

    /**
     * {@return the next call of the same pod, which must be started; empty if none waits}
     *
     * <p>Drops calls whose client has closed the connection: the runtime may have made new calls meanwhile.
     */
    private Optional<ReceivedCall> nextAfter(ReceivedCall call) {
        Optional<ReceivedCall> next = pods.leave(call);
        while (next.isPresent() && next.get().isAbandoned()) {
            next.get().close();
            next = pods.leave(next.get());
        }
        return next;
    }

    /** {@return whether a thread runs the work; false if none is free} */
    boolean run(Runnable work) {
        return threads.run(work);
    }

    /** Answers calls that have waited too long for earlier calls of their pod with error code 11. */
    void expire() {
        for (ReceivedCall call : pods.expired(POD_TIMEOUT)) {
            String netns = call.request().environment().getOrDefault("CNI_NETNS", "");
            tryAgain(call, netns + ": still locked by another call after " + POD_TIMEOUT.toMillis() + " ms");
        }
    }

    /** {@return whether a call waits for earlier calls of its pod; if so, {@link #expire} must be called regularly} */
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

    /** Accepts no more work. Work that runs continues. */
    @Override
    public void close() {
        threads.close();
        lowPriority.close();
    }
}
