package meta.netlink.netns;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import meta.netlink.Errno;
import meta.netlink.libc.Libc;
import org.jspecify.annotations.Nullable;

/**
 * A daemon thread that stays in one network namespace and runs tasks there, one after another. Thread-safe.
 *
 * <p>A platform thread that a task starts stays in the namespace, too.
 */
public final class NamespaceThread implements AutoCloseable {
    private final BlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();
    private final Thread thread;
    private boolean closed;
    private boolean ended; // accessed only by the thread in the field thread

    private NamespaceThread(String name) {
        thread = Thread.ofPlatform().daemon().name(name).unstarted(this::work);
    }

    /**
     * Starts a thread, and waits until it has entered the namespace.
     *
     * @param path the path or label of the namespace, for the thread's name and messages
     * @throws NamespaceException if the thread cannot enter the namespace
     * @throws OutOfMemoryError if no thread can be started
     */
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
     * Runs a task in the namespace, and waits until it has ended. An interrupt does not end the wait, but is preserved. A task may call
     * this method on its own thread.
     *
     * @throws E if the task throws this exception; unchecked exceptions and errors of the task are thrown, too
     * @throws IllegalStateException if the thread is closed and is not the calling thread; the task has then not run
     */
    public <T extends @Nullable Object, E extends Exception> T call(NamespaceTask<T, E> task) throws E {
        if (Thread.currentThread() == thread) {
            return task.run();
        }
        AwaitedTask<T, E> awaited = new AwaitedTask<>(task);
        submit(awaited);
        return awaited.result();
    }

    private synchronized void submit(Runnable task) {
        if (closed) {
            throw new IllegalStateException(thread.getName() + ": is closed");
        }
        tasks.add(task);
    }

    /**
     * Makes the thread end after the tasks that were already submitted, but does not wait for its end. The namespace exists at least until
     * the thread ends.
     */
    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            tasks.add(() -> ended = true);
        }
    }
}
