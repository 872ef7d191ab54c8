package meta.core.keep;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import meta.core.call.RepairResult;
import meta.core.record.AttachmentRecord;
import meta.core.record.AttachmentRecord.RepairHistory;
import meta.core.record.AttachmentRecords;
import meta.netlink.netns.NamespaceThread;
import meta.netlink.netns.NetworkNamespace;
import meta.netlink.testbed.ScratchNamespaces;

/** A keeper in the network namespace of a node. It repairs nothing. Each request for a repair is recorded, and gets the test's result. */
final class RunningKeeper implements AttachmentRepairer, KeeperListener, AutoCloseable {
    private static final long LONG = 60;

    /** A request for a repair. */
    record Asked(String key, String cause) {}

    final AttachmentRecords records;
    /** The reports of the keeper. {@link #line} removes the first of them. */
    final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

    private final Queue<AssertionError> unexpected = new ConcurrentLinkedQueue<>();
    private final BlockingQueue<Asked> asked = new LinkedBlockingQueue<>();
    private final Map<State, Integer> states = new ConcurrentHashMap<>();
    private volatile Repairing answer = (_, _) -> new RepairResult.Unchanged();
    private final Keeper keeper;

    RunningKeeper(ScratchNamespaces net, String node, Path folder) throws IOException {
        this(net, node, KeeperInputs.of(new AttachmentRecords(folder)));
    }

    RunningKeeper(ScratchNamespaces net, String node, KeeperInputs inputs) throws IOException {
        records = inputs.records();
        try (NetworkNamespace namespace = NetworkNamespace.open(net.path(node));
                NamespaceThread inside = namespace.enter()) {
            keeper = inside.call(() -> Keeper.start(inputs, this, this));
        }
    }

    /** Returns the results of repairs. Called on the keeper's thread. */
    interface Repairing {
        RepairResult of(AttachmentRecord record, Function<List<String>, RepairHistory> history);
    }

    /** Sets the results of repairs from now on. Until then, each result is {@link RepairResult.Unchanged}. */
    void answer(Repairing with) {
        answer = with;
    }

    /** Makes the next repair end with an error, and waits until the keeper has reported that it pauses. */
    void failOnce(KeptPod pod) throws InterruptedException {
        AtomicBoolean hasFailed = new AtomicBoolean();
        answer((_, _) -> {
            if (!hasFailed.getAndSet(true)) {
                throw new StackOverflowError("for the test");
            }
            return new RepairResult.Unchanged();
        });
        wake(pod);
        assertThat(line()).startsWith("attachments are not repaired for 1 s: java.lang.StackOverflowError");
    }

    /** {@return the next request for a repair} Fails if there is none within 60 seconds. */
    Asked next() throws InterruptedException {
        Asked next = asked.poll(LONG, TimeUnit.SECONDS);
        assertThat(next).as("a repair").isNotNull();
        return next;
    }

    /** Waits for a request to repair this attachment whose cause begins with this text. Drops all earlier requests. */
    void awaitRepair(String key, String cause) throws InterruptedException {
        Asked next = next();
        while (!next.key().equals(key) || !next.cause().startsWith(cause)) {
            next = next();
        }
    }

    /**
     * Makes a change, and repeats it until this attachment is repaired for a cause that begins with this text. The first repair after a change can
     * have an earlier cause.
     */
    void awaitRepairAfter(Runnable change, String key, String cause) throws InterruptedException {
        Asked next;
        do {
            change.run();
            next = next();
            while (!next.key().equals(key)) {
                next = next();
            }
        } while (!next.cause().startsWith(cause));
    }

    /** Adds a route in each pod, which leads to a repair. */
    void wake(KeptPod... pods) {
        for (KeptPod pod : pods) {
            pod.net().ipLine("-n " + pod.name() + " route add 10.7.0.0/16 dev veth0");
        }
    }

    /** {@return the next report of the keeper} Fails if there is none within 60 seconds. */
    String line() throws InterruptedException {
        String line = lines.poll(LONG, TimeUnit.SECONDS);
        assertThat(line).as("a line").isNotNull();
        return line;
    }

    /** {@return the requests for repairs that no earlier method has returned or dropped} */
    List<Asked> untilNow() {
        List<Asked> all = new ArrayList<>();
        asked.drainTo(all);
        return all;
    }

    /** Waits, without a time limit, until this number of attachments is in this state. */
    void awaitState(State state, int count) throws InterruptedException {
        synchronized (states) {
            while (states.getOrDefault(state, 0) != count) {
                states.wait(TimeUnit.SECONDS.toMillis(LONG));
            }
        }
    }

    @Override
    public RepairResult repair(AttachmentRecord record, String cause, Function<List<String>, RepairHistory> history) {
        asked.add(new Asked(record.key(), cause));
        return answer.of(record, history);
    }

    @Override
    public boolean remove(AttachmentRecord record) {
        throw unexpected("nothing is removed in this test");
    }

    @Override
    public void ended(String type, Result result) {}

    @Override
    public void repaired(CauseKind cause) {}

    @Override
    public void attachments(Map<State, Integer> counts) {
        synchronized (states) {
            states.clear();
            states.putAll(counts);
            states.notifyAll();
        }
    }

    @Override
    public void say(String line) {
        lines.add(line);
    }

    @Override
    public void outOfMemory() {
        throw unexpected("out of memory");
    }

    /** {@return an error for the keeper's thread, which only reports it} {@link #close} throws it too. */
    private AssertionError unexpected(String what) {
        AssertionError error = new AssertionError(what);
        unexpected.add(error);
        return error;
    }

    /** Fails if the keeper has made a call that no test expects. */
    @Override
    public void close() {
        keeper.close();
        assertThat(unexpected).isEmpty();
    }
}
