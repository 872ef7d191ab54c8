package meta.image.siege;

import java.util.List;

/** An attack on an agent. If the attack makes calls, it checks their answers. */
interface Attack extends AutoCloseable {
    String name();

    /** Starts the attack on other threads, and returns. Called once. */
    void start();

    /** {@return a message for each wrong answer that the attack has received so far} May be called while the attack runs. */
    List<String> wrong();

    /** Ends the attack, and waits until its threads have ended. */
    @Override
    void close();
}
