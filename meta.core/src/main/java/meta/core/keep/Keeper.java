package meta.core.keep;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import meta.netlink.netns.NamespaceException;
import meta.netlink.netns.NetworkNamespace;
import meta.netlink.netns.StrandedException;
import meta.netlink.unix.ThreadScheduling;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the attachments of a node as their ADD made them, on a daemon thread with the name {@code keeper}, until it is closed.
 *
 * <p>The thread has a lower priority than those of calls. An exception never ends it: it begins again after a pause, with all attachments due.
 */
public final class Keeper implements AutoCloseable {
    private static final int NICE = 4; // less than half of the share of a call, and still enough on a busy node
    private static final long FIRST_PAUSE = 1;
    private static final long LONGEST_PAUSE = 60;
    private static final long END_TIMEOUT = 10;

    private final NetworkNamespace home;
    private final KeptNode node;
    private final Repairs repairs;
    private final KeepReport report;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile @Nullable KeepLoop current;
    private long pause = FIRST_PAUSE;

    private Keeper(NetworkNamespace home, KeptNode node, Repairs repairs, KeepReport report) {
        this.home = home;
        this.node = node;
        this.repairs = repairs;
        this.report = report;
    }

    /**
     * Starts to keep the attachments of the calling thread's network namespace.
     *
     * @param node the attachments
     * @param repairs how attachments are repaired
     * @param report receives what is done
     * @throws NamespaceException if the namespace cannot be opened
     */
    public static Keeper start(KeptNode node, Repairs repairs, KeepReport report) throws NamespaceException {
        Keeper keeper = new Keeper(NetworkNamespace.current(), node, repairs, report);
        keeper.startThread();
        return keeper;
    }

    private void startThread() {
        Thread.ofPlatform().name("keeper").daemon().start(this::run);
    }

    private void run() {
        try {
            home.bringBack(); // a thread starts in the namespace of the thread that starts it
            ThreadScheduling.lowerPriority(NICE);
            prepare();
            keepUntilClosed();
        } catch (StrandedException e) {
            report.say("the keeper could not return from a pod: " + e.getMessage());
            if (awaitClose()) {
                ended.countDown();
            } else {
                startThread();
            }
            return;
        } catch (OutOfMemoryError e) {
            report.outOfMemory();
        }
        ended.countDown();
    }

    private void prepare() {
        try {
            node.unrecorded().run();
        } catch (RuntimeException e) {
            report.say("attachments without a record are not kept: " + e);
        }
    }

    private void keepUntilClosed() {
        boolean isClosed = false;
        while (!isClosed) {
            try (KeepLoop loop = new KeepLoop(node, home.identity(), repairs, report)) {
                current = loop;
                while (closed.getCount() > 0) {
                    loop.step();
                    pause = FIRST_PAUSE;
                }
                current = null;
                isClosed = true;
            } catch (StrandedException e) {
                current = null;
                throw e;
            } catch (RuntimeException e) {
                current = null;
                report.say("attachments are not kept for " + pause + " s: " + e);
                isClosed = awaitClose();
            }
        }
    }

    /** Pauses, longer each time. */
    private boolean awaitClose() {
        long seconds = pause;
        pause = Math.min(LONGEST_PAUSE, 2 * pause);
        try {
            return closed.await(seconds, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            return closed.getCount() == 0; // no other thread knows this one
        }
    }

    /** Ends the thread after the repair that it makes. Waits up to ten seconds for it. */
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
