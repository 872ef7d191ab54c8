package meta.image.siege;

import java.util.List;

/** One kind of hostility. It is prepared when it is created, goes on from {@link #start()} until it is closed, and observes its own calls. */
interface Attack extends AutoCloseable {
    /** {@return what it does, in a few words} */
    String name();

    void start();

    /** {@return the answers that the attacker or its victim must not get} */
    List<String> wrong();

    /** Ends the attack and waits for its calls. */
    @Override
    void close();
}
