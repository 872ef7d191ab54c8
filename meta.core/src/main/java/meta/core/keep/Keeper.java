package meta.core.keep;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import meta.netlink.netns.NamespaceException;
import meta.netlink.netns.NetworkNamespace;
import meta.netlink.netns.StrandedException;
import meta.netlink.unix.ThreadScheduling;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the network objects of a node's attachments in the state that an ADD would create now, and removes orphans. Works on a daemon
 * thread until it is closed.
 *
 * <p>If the keeper cannot continue after an exception or error, it pauses for 1 to 60 seconds and then begins anew. If the JVM runs out of
 * memory, the keeper ends; see {@link KeeperListener#outOfMemory}.
 */
public final class Keeper implements AutoCloseable {
    private static final int NICE = 4; // less than half of a call's share of the processor
    private static final long FIRST_PAUSE = 1;
    private static final long LONGEST_PAUSE = 60;
    private static final long END_TIMEOUT = 10;

    private final NetworkNamespace home;
    private final KeeperInputs inputs;
    private final AttachmentRepairer repairs;
    private final KeeperListener report;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile @Nullable KeepLoop current;
    private long pause = FIRST_PAUSE;
    private CauseKind first = CauseKind.START;

    private Keeper(NetworkNamespace home, KeeperInputs inputs, AttachmentRepairer repairs, KeeperListener report) {
        this.home = home;
        this.inputs = inputs;
        this.repairs = repairs;
        this.report = report;
    }

    /**
     * {@return a keeper that has started, which the caller closes} The calling thread must be in the node's network namespace.
     *
     * @throws NamespaceException if the namespace cannot be opened
     */
    public static Keeper start(KeeperInputs inputs, AttachmentRepairer repairs, KeeperListener report)
            throws NamespaceException {
        Keeper keeper = new Keeper(NetworkNamespace.current(), inputs, repairs, report);
        keeper.startThread();
        return keeper;
    }

    private void startThread() {
        Thread.ofPlatform().name("keeper").daemon().start(this::run);
    }

    private void run() {
        boolean isReplaced = false;
        try {
            isReplaced = keep();
        } catch (OutOfMemoryError e) {
            report.outOfMemory();
        } finally {
            if (!isReplaced) {
                ended.countDown();
            }
        }
    }

    /** {@return whether a new thread replaces this thread, because this one could not return from a pod's namespace} */
    private boolean keep() {
        try {
            home.bringBack(); // a thread starts in the namespace of the thread that starts it
            ThreadScheduling.lowerPriority(NICE);
            keepUntilClosed();
            return false;
        } catch (StrandedException e) {
            report.say(KeepJournal.line(
                    "the keeper's thread could not return from a pod's network namespace: " + e.getMessage()));
            if (awaitClose()) {
                return false;
            }
            startThread();
            return true;
        }
    }

    private void prepare() {
        try {
            inputs.unrecorded().run();
        } catch (StrandedException | OutOfMemoryError e) {
            throw e;
        } catch (RuntimeException | Error e) {
            report.say(KeepJournal.line("attachments without a record are not repaired: " + e));
        }
    }

    private void keepUntilClosed() {
        boolean isClosed = false;
        while (!isClosed) {
            prepare(); // again after an error, because the folder of the records may have been deleted meanwhile
            try (KeepLoop loop = new KeepLoop(inputs, home.identity(), repairs, report, first)) {
                current = loop;
                while (closed.getCount() > 0) {
                    loop.step();
                    pause = FIRST_PAUSE;
                }
                current = null;
                isClosed = true;
            } catch (StrandedException | OutOfMemoryError e) {
                current = null;
                throw e;
            } catch (RuntimeException | Error e) {
                current = null;
                report.say(KeepJournal.line("attachments are not repaired for " + pause + " s: " + e));
                isClosed = awaitClose();
            }
        }
    }

    /** {@return whether this keeper was closed before or during the pause after an error} */
    private boolean awaitClose() {
        long seconds = pause;
        first = CauseKind.AFTER_ERROR;
        pause = Math.min(LONGEST_PAUSE, 2 * pause);
        try {
            return closed.await(seconds, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            return closed.getCount() == 0; // cannot happen: no other thread interrupts this one
        }
    }

    /**
     * Ends the keeper without interrupting a repair. Waits until its thread has ended, ten seconds have passed or the calling thread is
     * interrupted.
     */
    @Override
    public void close() {
        closed.countDown();
        KeepLoop loop = current;
        if (loop != null) {
            loop.monitor().wakeUp();
        }
        try {
            if (ended.await(END_TIMEOUT, TimeUnit.SECONDS)) {
                home.close();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
