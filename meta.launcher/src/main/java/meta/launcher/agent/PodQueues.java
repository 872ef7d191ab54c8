package meta.launcher.agent;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import meta.netlink.unix.PassedFile;

/**
 * Lets one call of each pod run at a time; further calls wait in a queue. The open file of the network namespace identifies the pod. A call
 * whose file is missing or cannot be examined never waits. Thread-safe.
 */
final class PodQueues {
    private final Map<Object, Deque<ReceivedCall>> waiting = new HashMap<>();
    private final Map<ReceivedCall, Object> current = new HashMap<>();
    private final int maxWaiting;

    /** @param maxWaiting the maximum number of calls that wait for one pod */
    PodQueues(int maxWaiting) {
        this.maxWaiting = maxWaiting;
    }

    /** What the caller of {@link #enter} must do with the call. */
    enum Entry {
        /** The caller must run or reject the call, and afterwards pass it to {@link #leave}. */
        STARTED,
        /** {@link #leave} or {@link #expired} returns the call later. */
        QUEUED,
        /** Too many calls wait for the pod. The caller must answer and close the call. */
        REJECTED
    }

    synchronized Entry enter(ReceivedCall call) {
        Optional<Object> pod = pod(call);
        if (pod.isEmpty()) {
            return Entry.STARTED;
        }
        Deque<ReceivedCall> queue = waiting.get(pod.get());
        if (queue == null) {
            waiting.put(pod.get(), new ArrayDeque<>());
            current.put(call, pod.get());
            return Entry.STARTED;
        }
        if (queue.size() >= maxWaiting) {
            return Entry.REJECTED;
        }
        queue.addLast(call);
        return Entry.QUEUED;
    }

    /**
     * Records that a started call has ended or cannot run.
     *
     * @return the next call of the same pod, which is {@linkplain Entry#STARTED started} from now on; empty if none waits
     */
    synchronized Optional<ReceivedCall> leave(ReceivedCall call) {
        Object pod = current.remove(call);
        if (pod == null) {
            return Optional.empty();
        }
        Deque<ReceivedCall> queue = waiting.getOrDefault(pod, new ArrayDeque<>());
        ReceivedCall next = queue.pollFirst();
        if (next == null) {
            waiting.remove(pod);
            return Optional.empty();
        }
        current.put(next, pod);
        return Optional.of(next);
    }

    /**
     * Removes calls from the queues.
     *
     * @return the calls that have waited for the time limit, which the caller answers and closes
     */
    synchronized List<ReceivedCall> expired(Duration limit) {
        List<ReceivedCall> expired = new ArrayList<>();
        long now = System.nanoTime();
        for (Deque<ReceivedCall> queue : waiting.values()) {
            for (Iterator<ReceivedCall> calls = queue.iterator(); calls.hasNext(); ) {
                ReceivedCall call = calls.next();
                if (now - call.since() >= limit.toNanos()) {
                    calls.remove();
                    expired.add(call);
                }
            }
        }
        return expired;
    }

    synchronized boolean isEmpty() {
        return waiting.values().stream().allMatch(Deque::isEmpty);
    }

    private static Optional<Object> pod(ReceivedCall call) {
        try {
            Optional<PassedFile> file = call.pod();
            return file.isPresent() ? Optional.of(file.get().identity()) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty(); // the thread of the call waits for the pod's lock
        }
    }
}
