package meta.image.siege;

import java.util.List;

/**
 * One kind of attack. The constructor prepares it, {@link #start()} starts it, and {@link #close()} ends it. It checks the answers to its
 * own calls.
 */
interface Attack extends AutoCloseable {
    /** {@return a short description} */
    String name();

    void start();

    /** {@return the wrong answers that the attacker or its victim got} */
    List<String> wrong();

    /** Ends the attack and waits for its calls. */
    @Override
    void close();
}
