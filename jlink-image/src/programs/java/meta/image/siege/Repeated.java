package meta.image.siege;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** An attack that repeats one action on several threads at the same time. */
final class Repeated implements Attack {
    private final String name;
    private final int threads;
    private final Action action;
    private final List<Thread> running = new ArrayList<>();
    private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
    private volatile boolean ended;

    @FunctionalInterface
    interface Action {
        /**
         * Performs the action once.
         *
         * @throws AssertionError if an answer is wrong
         * @throws Exception if the action fails for another reason; the failure counts as a wrong answer
         */
        void run() throws Exception;
    }

    /**
     * @param threads the number of threads that repeat the action
     * @param action the action; must be thread-safe if there are several threads
     */
    Repeated(String name, int threads, Action action) {
        this.name = name;
        this.threads = threads;
        this.action = action;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void start() {
        for (int i = 0; i < threads; i++) {
            running.add(Thread.ofVirtual().start(this::repeat));
        }
    }

    private void repeat() {
        while (!ended) {
            try {
                action.run();
            } catch (AssertionError | Exception e) {
                wrong.add(name + ": " + e);
            }
        }
    }

    @Override
    public List<String> wrong() {
        return List.copyOf(wrong);
    }

    @Override
    public void close() {
        ended = true;
        for (Thread thread : running) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        running.clear();
    }
}
