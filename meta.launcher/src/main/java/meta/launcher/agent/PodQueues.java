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
 * Orders the calls of each pod. One call of a pod runs at a time. The others wait here without a thread or slot, so that they do not delay
 * the calls of other pods. The file of the pod's network namespace, which the client has opened, identifies the pod. A call without this file
 * never waits. Thread-safe.
 */
final class PodQueues {
    private final Map<Object, Deque<ReceivedCall>> waiting = new HashMap<>();
    private final Map<ReceivedCall, Object> current = new HashMap<>();
    private final int maxWaiting;

    /**
     * Creates empty queues.
     *
     * @param maxWaiting how many calls may wait for one pod
     */
    PodQueues(int maxWaiting) {
        this.maxWaiting = maxWaiting;
    }

    /** What happens to a call that has arrived. */
    enum Entry {
        /** The caller must run the call now, and then call {@link #leave}. */
        STARTED,
        /** The call waits for the earlier calls of its pod; {@link #leave} or {@link #expired} returns the call later. */
        QUEUED,
        /** The queue of its pod is full, and the call was not added. */
        REJECTED
    }

    /**
     * Takes a call that has arrived.
     *
     * @return what the caller must do with the call
     */
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
     * {@return the next call of the same pod, which the caller must run as after {@link Entry#STARTED}; empty if none waits}
     *
     * @param call a started call that has ended or cannot run
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

    /** {@return the calls that have waited for at least {@code limit}} Removes them from the queues; the caller answers and closes them. */
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

    /** {@return whether no call waits} */
    synchronized boolean isEmpty() {
        return waiting.values().stream().allMatch(Deque::isEmpty);
    }

    private static Optional<Object> pod(ReceivedCall call) {
        try {
            Optional<PassedFile> file = call.pod();
            return file.isPresent() ? Optional.of(file.get().identity()) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty(); // in this case, the call waits for the lock of the pod on its thread
        }
    }
}
