package meta.core.keep;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import meta.core.call.RepairResult;
import meta.core.record.AttachmentRecord;
import meta.core.record.AttachmentRecord.RepairHistory;
import meta.core.record.AttachmentRecords;
import meta.netlink.netns.NamespaceThread;
import meta.netlink.netns.NetworkNamespace;
import meta.netlink.testbed.ScratchNamespaces;

/** A keeper in the namespace of a node. Its requests for repairs are recorded and get a result that the test sets; nothing is repaired. */
final class RunningKeeper implements Repairs, KeeperListener, AutoCloseable {
    private static final long LONG = 60;

    record Asked(String key, String cause) {}

    final AttachmentRecords records;
    final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
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

    /** Gives the results of repairs, on the keeper's thread. */
    interface Repairing {
        RepairResult of(AttachmentRecord record, Function<List<String>, RepairHistory> history);
    }

    /** Sets the results of repairs from now on; by default {@link RepairResult.Unchanged}. */
    void answer(Repairing with) {
        answer = with;
    }

    /** {@return the next requested repair} Fails if there is none within 60 s. */
    Asked next() throws InterruptedException {
        Asked next = asked.poll(LONG, TimeUnit.SECONDS);
        assertThat(next).as("a repair").isNotNull();
        return next;
    }

    /** Waits for a repair of this attachment whose cause begins with this text. Drops other requested repairs. */
    void awaitRepair(String key, String cause) throws InterruptedException {
        Asked next = next();
        while (!next.key().equals(key) || !next.cause().startsWith(cause)) {
            next = next();
        }
    }

    /**
     * Repeats a change until a repair of this attachment has a cause that begins with this text. An earlier repair may have been due for another
     * cause.
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

    /** Changes a route in each pod, which leads to a repair. */
    void wake(KeptPod... pods) {
        for (KeptPod pod : pods) {
            pod.net().ipLine("-n " + pod.name() + " route add 10.7.0.0/16 dev veth0");
        }
    }

    String line() throws InterruptedException {
        String line = lines.poll(LONG, TimeUnit.SECONDS);
        assertThat(line).as("a line").isNotNull();
        return line;
    }

    /** {@return the requested repairs that no earlier call has returned} */
    List<Asked> untilNow() {
        List<Asked> all = new ArrayList<>();
        asked.drainTo(all);
        return all;
    }

    /** Waits, without a limit, for this number of attachments in this state. */
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
        throw new AssertionError("nothing is removed in this test");
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
        throw new AssertionError("out of memory");
    }

    @Override
    public void close() {
        keeper.close();
    }
}
