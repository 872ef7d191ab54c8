package meta.image.siege;

import java.time.Duration;
import java.util.List;

/**
 * An attack on an agent. It can be started and stopped several times, and ends with {@link #close}. If the attack makes calls, it checks
 * their answers.
 */
interface Attack extends AutoCloseable {
    String name();

    /**
     * Starts the attack on other threads or in another process, and returns.
     *
     * @param pause the time after each call of one caller; without effect if the attack makes no calls
     */
    void start(Duration pause);

    /** Interrupts the attack, and waits until the calls of the attack have been answered. Has no effect before {@link #start}. */
    void stop();

    /** {@return a message for each wrong answer that the attack has received so far} May be called while the attack runs. */
    List<String> wrong();

    /** Stops the attack, and removes what it has created for its calls. */
    @Override
    void close();
}
