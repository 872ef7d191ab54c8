package meta.netlink.netns;

/** Repeats an interrupted wait until it succeeds, and then restores the thread's interrupt status. */
final class Uninterruptibly {
    interface Wait {
        void await() throws InterruptedException;
    }

    private Uninterruptibly() {}

    static void await(Wait wait) {
        boolean interrupted = false;
        while (true) {
            try {
                wait.await();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
