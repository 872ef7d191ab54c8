package meta.image.siege;

import java.util.List;

/** An attack on an agent. The attack begins with {@link #start} and ends with {@link #close}. It checks the answers to its own calls. */
interface Attack extends AutoCloseable {
    String name();

    void start();

    /** {@return a message for each wrong answer that the attack has received so far} */
    List<String> wrong();

    /** Ends the attack, and waits until the calls of the attack have been answered. */
    @Override
    void close();
}
