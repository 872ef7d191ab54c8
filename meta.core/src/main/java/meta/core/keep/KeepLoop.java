package meta.core.keep;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import meta.core.call.RepairResult;
import meta.core.cni.Failure;
import meta.core.keep.KeeperListener.Result;
import meta.core.keep.KeeperListener.State;
import meta.core.keep.RepairSchedule.Due;
import meta.core.keep.RepairSchedule.Ending;
import meta.core.record.AttachmentRecord;
import meta.core.record.AttachmentRecord.Progress;
import meta.core.record.AttachmentRecord.RepairHistory;
import meta.netlink.Family;
import meta.netlink.message.AddressMessage;
import meta.netlink.message.LinkMessage;
import meta.netlink.message.NamespaceIdMessage;
import meta.netlink.message.NetlinkMessage;
import meta.netlink.netns.StrandedException;
import meta.netlink.socket.MultiNamespaceMonitor;
import meta.netlink.socket.NetlinkException;
import meta.netlink.socket.NetlinkSocket;
import meta.netlink.socket.Notification;
import meta.netlink.socket.Reply;
import meta.netlink.socket.Request;
import meta.netlink.socket.Subscription.Group;
import meta.netlink.unix.ThreadScheduling;

/**
 * Reads the kernel's notifications, and repairs the attachments that the changes affect, one at a time. After a method has thrown an
 * exception, the loop can only be closed.
 *
 * <p>One thread in the node's network namespace uses the loop. Any thread may {@linkplain MultiNamespaceMonitor#wakeUp wake} it.
 */
final class KeepLoop implements AutoCloseable {
    /** The maximum number of datagrams that one step reads. */
    private static final int DATAGRAMS = 4096;

    /**
     * A step that waits, and has read fewer notifications than this, pauses for a {@link #MOMENT} after the arrival of the next one, to
     * handle several together.
     */
    private static final int FEW = 256;

    /** A pause in nanoseconds. */
    private static final long MOMENT = TimeUnit.MILLISECONDS.toNanos(50);

    /** The longest wait in milliseconds. A call can change a record without a notification of the kernel. */
    private static final long LONGEST_WAIT = 10_000;

    /** The longest wait in milliseconds while {@link FollowedRecords#isSettled} is false. */
    private static final long UNSETTLED_RECORDS_WAIT = 60;

    /** The shortest time in milliseconds between two searches for orphans. */
    private static final long SEARCH_INTERVAL = 60_000;

    private final KeeperInputs inputs;
    private final AttachmentRepairer repairs;
    private final KeeperListener report;
    private final CauseKind first;
    private final MultiNamespaceMonitor monitor;
    private final NetlinkSocket socket;
    private final FollowedRecords records;
    private final PodNsids ids;
    private final OrphanRemover orphans;
    private final RepairSchedule schedule = new RepairSchedule(now(), ThreadLocalRandom.current()::nextDouble);
    private final AffectedAttachments affected = new AffectedAttachments();
    private final Map<String, Written> written = new HashMap<>();
    private final KeptStates states = new KeptStates();
    private final KeepJournal journal;
    private String options;
    private boolean hasBegun;
    private long nextSearch = now() + SEARCH_INTERVAL;

    /** The parts of an attachment's record that decide how its repairs are scheduled. */
    private record Written(Instant time, String pod, Progress progress, boolean isLeftAlone) {
        static Written of(AttachmentRecord record) {
            return new Written(
                    record.time(),
                    record.pod(),
                    record.progress(),
                    record.history().leftAlone());
        }
    }

    /**
     * Opens the sockets, which {@link #close} closes.
     *
     * @param host the identity of the node's network namespace, which must be the calling thread's
     * @param first the cause of the first repair of an attachment that is already recorded
     * @throws NetlinkException if a socket cannot be opened, or as for {@link MultiNamespaceMonitor#open}
     * @throws meta.netlink.message.MalformedMessageException as for {@link MultiNamespaceMonitor#open}
     */
    KeepLoop(KeeperInputs inputs, String host, AttachmentRepairer repairs, KeeperListener report, CauseKind first) {
        this.inputs = inputs;
        this.repairs = repairs;
        this.report = report;
        this.first = first;
        this.journal = new KeepJournal(report);
        this.records = new FollowedRecords(inputs.records(), host, System::nanoTime);
        this.options = inputs.options().get();
        this.monitor = MultiNamespaceMonitor.open(Group.values());
        try {
            this.socket = NetlinkSocket.open();
        } catch (NetlinkException e) {
            monitor.close();
            throw e;
        }
        this.ids = new PodNsids(socket);
        this.orphans = new OrphanRemover(ids, repairs, report, states, journal);
    }

    MultiNamespaceMonitor monitor() {
        return monitor;
    }

    private static long now() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
    }

    private void readNode() {
        affected.restart(
                dump(LinkMessage.any(), LinkMessage.class),
                dump(AddressMessage.on(Family.UNSPEC, 0), AddressMessage.class));
    }

    private <M extends NetlinkMessage> List<M> dump(M pattern, Class<M> kind) {
        return switch (socket.dump(Request.dump(pattern))) {
            case Reply.Rejected rejected -> throw new NetlinkException("dump", rejected.errno());
            case Reply.Acknowledged(List<NetlinkMessage> answers) ->
                answers.stream().map(kind::cast).toList();
        };
    }

    /**
     * Handles the changes of the records, the options and the kernel, removes orphans, and makes at most one repair. Then waits until there
     * is something to do or the monitor is woken, but about ten seconds at most.
     *
     * @throws StrandedException if the calling thread could not return from a pod's network namespace; the thread must end
     * @throws OutOfMemoryError if the JVM is out of memory; the process must end
     * @throws UncheckedIOException if the folder of the records, or the attributes of a file in it, cannot be read
     * @throws NetlinkException if the kernel refuses a request, a socket fails, or a reply does not arrive in time
     * @throws meta.netlink.message.MalformedMessageException if a reply of the kernel cannot be decoded
     */
    void step() {
        if (!hasBegun) {
            begin();
        }
        followRecords();
        followOptions();
        MultiNamespaceMonitor.Received received = monitor.read(DATAGRAMS, id -> !ids.isKnown(id));
        take(received);
        long now = now();
        if (now >= nextSearch) {
            nextSearch = now + SEARCH_INTERVAL;
            orphans.removeDue(records.all(), now);
        }
        schedule.next(now).ifPresent(this::repair);
        long wait = received.hasMore() ? 0 : waitFrom(now());
        if (wait > 0) {
            report.attachments(states.count(records.keys()));
            if (monitor.await(Duration.ofMillis(wait))
                    && received.notifications().size() < FEW) {
                LockSupport.parkNanos(MOMENT);
            }
        }
    }

    private void begin() {
        readNode();
        if (!monitor.coversAllNamespaces()) {
            report.say("without CAP_NET_BROADCAST, changes in pods are only noticed by the check every ten minutes");
        }
    }

    private long waitFrom(long now) {
        long wait = Math.min(LONGEST_WAIT, schedule.waitFrom(now));
        wait = Math.min(wait, Math.max(0, nextSearch - now));
        return records.isSettled() ? wait : Math.min(wait, UNSETTLED_RECORDS_WAIT);
    }

    private void followRecords() {
        FollowedRecords.Changes changes;
        try {
            changes = records.refresh();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        changes.problems().forEach(journal::problem);
        if (changes.isFolderGone()) {
            report.say(inputs.records().folder()
                    + ": no longer exists; attachments in the cache of the container runtime are recorded again now, the others at"
                    + " their next ADD");
            inputs.unrecorded().run();
        }
        for (AttachmentRecord record : changes.written()) {
            follow(record);
        }
        if (changes.hasRemoved()) {
            schedule.retain(records.keys(), now());
            ids.retain(records.keys());
            affected.retainPods(ids.known());
            written.keySet().retainAll(records.keys());
            states.retain(records.keys());
        }
        hasBegun = true;
    }

    private void followOptions() {
        String now = inputs.options().get();
        if (!now.equals(options)) {
            options = now;
            schedule.optionsChanged(CauseKind.NODE_OPTIONS.text(), now());
        }
    }

    private void follow(AttachmentRecord record) {
        String key = record.key();
        boolean isComplete = record.progress() == Progress.COMPLETE;
        Written now = Written.of(record);
        if (now.equals(written.put(key, now))) {
            return; // nothing that decides about the schedule has changed
        }
        states.begin(record);
        if (isComplete) {
            ids.put(record);
        }
        boolean isHeld = !isComplete || record.history().leftAlone();
        String pod = record.pod().isEmpty() ? key : record.pod();
        schedule.put(key, pod, isHeld, hasBegun ? CauseKind.ADD : first, now());
    }

    private void take(MultiNamespaceMonitor.Received received) {
        long now = now();
        for (Notification notification : received.notifications()) {
            if (notification.message() instanceof NamespaceIdMessage id) {
                if (notification.isDeletion() && id.nsid() != null) {
                    ids.end(id.nsid());
                }
                continue;
            }
            switch (affected.by(notification)) {
                case Affected.None _ -> {}
                case Affected.OfPod(int id, String cause) -> {
                    for (String key : ids.keysOf(id)) {
                        schedule.demand(key, cause, now);
                    }
                }
                case Affected.All(String cause) -> schedule.demandAll(cause, now);
            }
        }
        if (received.hasLost()) {
            readNode();
            schedule.demandAll(CauseKind.LOST_NOTIFICATIONS.text(), now);
        }
    }

    private void repair(Due due) {
        long began = ThreadScheduling.processorNanos();
        AttachmentRecord record = records.current(due.key()).orElse(null);
        if (record == null) {
            schedule.ended(due.key(), new Ending.Off(), 0, now());
            return;
        }
        Ending ending = ending(record, due.cause(), carryOut(record, due.cause()));
        long took = TimeUnit.NANOSECONDS.toMillis(ThreadScheduling.processorNanos() - began);
        if (schedule.ended(due.key(), ending, took, now())) {
            states.note(record.key(), State.LEFT_ALONE);
            journal.leftAlone(record, due.cause());
        }
    }

    private RepairResult carryOut(AttachmentRecord record, String cause) {
        try {
            return repairs.repair(record, cause, changes -> historyAfter(record, cause, changes));
        } catch (StrandedException e) {
            throw e; // this thread is in the wrong namespace
        } catch (RuntimeException e) { // a defect in this program must not end the repairs of other attachments
            return new RepairResult.Failed(new Failure.Unexpected(e.toString()));
        }
    }

    private RepairHistory historyAfter(AttachmentRecord record, String cause, List<String> changes) {
        boolean isLeftAlone = schedule.mustLeaveAlone(record.key(), changes, now());
        return new RepairHistory(record.history().repairs() + 1, isLeftAlone, cause);
    }

    private Ending ending(AttachmentRecord record, String cause, RepairResult result) {
        String key = record.key();
        if (!(result instanceof RepairResult.Failed)) {
            states.recover(key);
        }
        if (!(result instanceof RepairResult.Off)) {
            states.turnOn(key);
        }
        return switch (result) {
            case RepairResult.Unchanged _ -> {
                report.ended(record.type(), Result.UNCHANGED);
                yield new Ending.Unchanged();
            }
            case RepairResult.Repaired(List<String> changes) -> {
                report.ended(record.type(), Result.REPAIRED);
                report.repaired(CauseKind.of(cause));
                journal.repaired(record, cause, changes);
                yield new Ending.Changed();
            }
            case RepairResult.Failed(Failure.TryAgain _) -> new Ending.Busy();
            case RepairResult.Failed(Failure failure) -> {
                report.ended(record.type(), Result.FAILED);
                String text = KeepJournal.line(failure.details());
                if (states.fail(key, text)) {
                    journal.notRepaired(record, cause, failure.details());
                }
                yield new Ending.Failed();
            }
            case RepairResult.Off _ -> {
                states.note(key, State.OFF);
                yield new Ending.Off();
            }
            case RepairResult.NotConnected _ -> new Ending.Unchanged();
            // the path may not be mounted yet
            case RepairResult.NamespaceGone _ -> new Ending.Failed();
        };
    }

    @Override
    public void close() {
        monitor.close();
        socket.close();
    }
}
