package meta.netlink.netns;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import meta.netlink.Errno;
import meta.netlink.libc.Libc;
import org.jspecify.annotations.Nullable;

/**
 * A thread of its own in a network namespace, that does what it is given, one thing after the other.
 *
 * <p>Nobody else ever gets this thread: it goes into the namespace, never comes back, and ends when it is closed.
 */
public final class NamespaceThread implements AutoCloseable {
    private final BlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();
    private final Thread thread;
    private boolean closed;
    private boolean ended; // seen by the thread only

    private NamespaceThread(String name) {
        thread = Thread.ofPlatform().daemon().name(name).unstarted(this::work);
    }

    static NamespaceThread start(String path, int descriptor) throws NamespaceException {
        NamespaceThread started = new NamespaceThread("netns " + path);
        started.thread.start();
        int entered = started.call(() -> Libc.setns(descriptor, Libc.CLONE_NEWNET));
        if (entered < 0) {
            started.close();
            throw NamespaceException.refused(path, "setns", Errno.of(-entered));
        }
        return started;
    }

    private void work() {
        while (!ended) {
            Uninterruptibly.await(() -> tasks.take().run());
        }
    }

    /**
     * Has something done in the namespace, and waits for it, also when the caller is interrupted: half of it may be done already.
     *
     * @return what the work returns
     * @throws E what the work throws
     * @throws IllegalStateException where this is closed
     */
    public <T extends @Nullable Object, E extends Exception> T call(NamespaceTask<T, E> work) throws E {
        if (Thread.currentThread() == thread) {
            return work.run();
        }
        AwaitedTask<T, E> task = new AwaitedTask<>(work);
        submit(task);
        return task.outcome();
    }

    private synchronized void submit(Runnable task) {
        if (closed) {
            throw new IllegalStateException(thread.getName() + ": is closed");
        }
        tasks.add(task);
    }

    /** Ends the thread when it has done what it was given; that it is gone, and with it its hold on the namespace, is a moment later. */
    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            tasks.add(() -> ended = true);
        }
    }
}
