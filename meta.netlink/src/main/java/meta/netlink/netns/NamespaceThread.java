package meta.netlink.netns;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import meta.netlink.Errno;
import meta.netlink.libc.Libc;
import org.jspecify.annotations.Nullable;

/** A daemon thread in a network namespace. It runs tasks one after another. Any thread may submit tasks. */
public final class NamespaceThread implements AutoCloseable {
    private final BlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();
    private final Thread thread;
    private boolean closed;
    private boolean ended; // accessed by the thread only

    private NamespaceThread(String name) {
        thread = Thread.ofPlatform().daemon().name(name).unstarted(this::work);
    }

    /**
     * @param path the namespace's path or label, for the thread's name and messages
     * @param descriptor the descriptor of the namespace, which the caller may close afterwards
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
     * Runs a task in the namespace and waits for its end, even if the caller is interrupted; the caller's interrupt status is then set. If a task
     * calls this method, the inner task runs at once.
     *
     * @throws E the exception of the task. Unchecked exceptions and errors of the task are thrown too
     * @throws IllegalStateException if {@link #close} was called and the caller is another thread; the task has not run
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

    /** Makes the thread end after the submitted tasks, without waiting for it. The namespace exists at least until then. */
    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            tasks.add(() -> ended = true);
        }
    }
}
