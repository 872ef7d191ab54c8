package meta.netlink.socket;

import meta.netlink.message.NetlinkMessage;

/**
 * Receives the messages of a dump one by one.
 *
 * <p>A dump consists of one or more passes, each of which lists all objects. Another pass follows if the kernel dropped parts of a pass, or if
 * objects changed meanwhile.
 */
public interface DumpSink {
    /** Begins a pass. If {@link #end} was not called for the previous pass, the sink must discard the messages of that pass. */
    void begin();

    /** Receives one message of the pass. */
    void take(NetlinkMessage message);

    /** {@return whether the next message is {@linkplain #skip skipped} without being decoded} */
    default boolean isFull() {
        return false;
    }

    /** Called instead of {@link #take} if the sink is full. */
    default void skip() {}

    /**
     * Ends a pass. Not called if the kernel dropped parts of the pass or rejected the dump, or if the dump throws an exception.
     *
     * @param interrupted whether objects changed during the pass, so that messages may be missing or duplicated
     */
    void end(boolean interrupted);
}
