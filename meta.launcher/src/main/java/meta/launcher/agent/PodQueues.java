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
 * The queues of the pods' calls: one call of a pod runs, and the others wait without a thread or slot. The open file of the pod's network namespace
 * identifies the pod. A call without this file never waits. Thread-safe.
 */
final class PodQueues {
    private final Map<Object, Deque<ReceivedCall>> waiting = new HashMap<>();
    private final Map<ReceivedCall, Object> current = new HashMap<>();
    private final int maxWaiting;

    PodQueues(int maxWaiting) {
        this.maxWaiting = maxWaiting;
    }

    /** What {@link #enter} has done with a call. */
    enum Entry {
        /** The caller must run the call, and then call {@link #leave}. */
        STARTED,
        /** The call waits. {@link #leave} or {@link #expired} returns it later. */
        QUEUED,
        /** The queue of the pod is full. */
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

    /** {@return the calls that have waited for at least {@code limit}, now removed from the queues} The caller answers and closes them. */
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
            return Optional.empty(); // the call then waits for the pod's lock on its thread
        }
    }
}
