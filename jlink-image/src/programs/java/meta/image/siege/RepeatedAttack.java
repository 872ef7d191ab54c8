package meta.image.siege;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;

/** An attack that repeats one action on several threads at the same time, with a pause after each repetition. */
final class RepeatedAttack implements Attack {
    private final String name;
    private final int threads;
    private final Action action;
    private final Runnable cleanUp;
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
     * @param cleanUp removes what was created for the attack
     */
    RepeatedAttack(String name, int threads, Action action, Runnable cleanUp) {
        this.name = name;
        this.threads = threads;
        this.action = action;
        this.cleanUp = cleanUp;
    }

    RepeatedAttack(String name, int threads, Action action) {
        this(name, threads, action, () -> {});
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void start(Duration pause) {
        ended = false;
        for (int i = 0; i < threads; i++) {
            running.add(Thread.ofVirtual().start(() -> repeat(pause)));
        }
    }

    private void repeat(Duration pause) {
        while (!ended) {
            try {
                action.run();
            } catch (Exception | Error e) {
                wrong.add(name + ": " + e);
            }
            if (!ended) {
                LockSupport.parkNanos(pause.toNanos());
            }
        }
    }

    @Override
    public List<String> wrong() {
        return List.copyOf(wrong);
    }

    @Override
    public void stop() {
        ended = true;
        running.forEach(LockSupport::unpark);
        for (Thread thread : running) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        running.clear();
    }

    @Override
    public void close() {
        stop();
        cleanUp.run();
    }
}
