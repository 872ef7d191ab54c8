package meta.image.siege;

import java.util.List;

/** An attack, prepared by its constructor. It checks the answers to its own calls. */
interface Attack extends AutoCloseable {
    String name();

    void start();

    /** {@return the wrong answers so far} */
    List<String> wrong();

    /** Waits for the calls of the attack. */
    @Override
    void close();
}
