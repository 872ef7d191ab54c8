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
 * The calls for each pod, of which one is made at a time. The others wait here, without a thread or a place, so that they delay no other pod's
 * call. Many threads may use it.
 */
final class PodQueues {
    private final Map<Object, Deque<ReceivedCall>> waiting = new HashMap<>();
    private final Map<ReceivedCall, Object> current = new HashMap<>();
    private final int most;

    /**
     * No call is made.
     *
     * @param most how many calls may wait for one pod
     */
    PodQueues(int most) {
        this.most = most;
    }

    /** What a call does that has come. */
    enum Entry {
        /** It is made now. */
        BEGINS,
        /** It waits. */
        WAITS,
        /** Too many wait already. */
        IS_REFUSED
    }

    synchronized Entry enter(ReceivedCall call) {
        Optional<Object> pod = pod(call);
        if (pod.isEmpty()) {
            return Entry.BEGINS;
        }
        Deque<ReceivedCall> queue = waiting.get(pod.get());
        if (queue == null) {
            waiting.put(pod.get(), new ArrayDeque<>());
            current.put(call, pod.get());
            return Entry.BEGINS;
        }
        if (queue.size() >= most) {
            return Entry.IS_REFUSED;
        }
        queue.addLast(call);
        return Entry.WAITS;
    }

    /** {@return the call that begins now that this one is through} */
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

    /** {@return the calls that have waited for so long, which wait no longer} */
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
            return Optional.empty(); // the lock of the pod orders the calls then
        }
    }
}
