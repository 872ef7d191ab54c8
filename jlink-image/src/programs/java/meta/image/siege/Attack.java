package meta.image.siege;

import java.util.List;

/**
 * One attack. The constructor prepares it, {@link #start()} starts it and returns, and {@link #close()} ends it. An attack checks the
 * answers to its own calls.
 */
interface Attack extends AutoCloseable {
    /** {@return a short description} */
    String name();

    void start();

    /** {@return the wrong answers so far to the calls of the attack} */
    List<String> wrong();

    /** Ends the attack and waits for its calls. */
    @Override
    void close();
}
