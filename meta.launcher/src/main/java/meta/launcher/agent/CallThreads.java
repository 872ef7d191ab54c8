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
import meta.core.cni.Failure;
import meta.core.cni.JsonWriter;
import meta.core.cni.RequestReader;

/**
 * The threads that calls are made by, one call of a pod at a time. A call for which there is no thread, be it that too many have one or that
 * the process may have no more of them, is made without the agent.
 */
final class CallThreads implements AutoCloseable {
    /** Calls that have a place, and as many again that wait for one or for the lock that a cold call has on their pod. */
    private static final int MOST = 256;

    /** How many calls may wait for one pod. */
    private static final int MOST_WAITING = 128;

    /** How long a thread without a call is kept for the next: starting one takes as long as a tenth of a call. */
    private static final Duration IDLE = Duration.ofSeconds(2);

    /** How long a call waits for those before it of the same pod, as a cold one waits for the pod's lock. */
    private static final Duration WAITING = Duration.ofSeconds(30);

    private final CallRunner conversation;
    private final PodQueues pods = new PodQueues(MOST_WAITING);
    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(
            0,
            MOST,
            IDLE.toMillis(),
            TimeUnit.MILLISECONDS,
            new SynchronousQueue<>(),
            Thread.ofPlatform().daemon().name("client").factory());

    CallThreads(CallRunner conversation) {
        this.conversation = conversation;
    }

    /** Makes a call, answers and closes it, now or when those before it are through. */
    void take(ReceivedCall call) {
        switch (pods.enter(call)) {
            case BEGINS -> start(call);
            case WAITS -> {}
            case IS_REFUSED -> refuse(call, "already " + MOST_WAITING + " calls wait for this pod");
        }
    }

    private void start(ReceivedCall first) {
        Optional<ReceivedCall> call = Optional.of(first);
        while (call.isPresent()) {
            ReceivedCall begun = call.get();
            call = run(() -> make(begun)) ? Optional.empty() : withoutThread(begun);
        }
    }

    /** {@return the call that begins instead} */
    private Optional<ReceivedCall> withoutThread(ReceivedCall call) {
        conversation.figures().sentCold();
        close(call, AgentAnswer.GO_COLD);
        return nextAfter(call);
    }

    private void make(ReceivedCall call) {
        try (call) {
            conversation.answer(call);
        } finally {
            nextAfter(call).ifPresent(this::start);
        }
    }

    /** A call whose client has gone while it waited is not made: the runtime has given it up, and may have made another since. */
    private Optional<ReceivedCall> nextAfter(ReceivedCall call) {
        Optional<ReceivedCall> next = pods.leave(call);
        while (next.isPresent() && next.get().isAbandoned()) {
            next.get().close();
            next = pods.leave(next.get());
        }
        return next;
    }

    /** {@return whether there is a thread for it} */
    boolean run(Runnable work) {
        try {
            threads.execute(work);
            return true;
        } catch (RejectedExecutionException | OutOfMemoryError e) { // the error is that there is no thread to be had
            return false;
        }
    }

    /** Tells those that have waited for too long to try again. */
    void expire() {
        for (ReceivedCall call : pods.expired(WAITING)) {
            refuse(
                    call,
                    call.request().environment().getOrDefault("CNI_NETNS", "") + ": still locked by another call after "
                            + WAITING.toMillis() + " ms");
        }
    }

    /** {@return whether a call waits for others of its pod, so that {@link #expire} is to be called from time to time} */
    boolean hasWaiting() {
        return !pods.isEmpty();
    }

    private void refuse(ReceivedCall call, String reason) {
        conversation.figures().refused();
        var version = RequestReader.versionIn(new ByteArrayInputStream(call.stdin()));
        String error = JsonWriter.compact(CniError.of(new Failure.TryAgain(reason), version));
        close(call, new AgentAnswer(1, error + "\n", ""));
    }

    private static void close(ReceivedCall call, AgentAnswer answer) {
        try (call) {
            call.answer(answer);
        } catch (IOException e) {
            return; // the client is gone
        }
    }

    @Override
    public void close() {
        threads.shutdown();
    }
}
