package meta.netlink.socket;

import meta.netlink.message.NetlinkMessage;

/**
 * Receives the messages of a dump one by one, so that the caller does not need memory for all messages. The thread that makes the dump calls the
 * methods.
 *
 * <p>A dump consists of one or more passes. Each pass lists all objects. Another pass follows if the kernel dropped parts of a pass, or if it marked
 * the pass as interrupted because objects changed meanwhile.
 */
public interface DumpSink {
    /**
     * Begins a pass. If {@link #end} was not called for the previous pass, the kernel dropped parts of that pass, and the sink must discard its
     * messages.
     */
    void begin();

    /** Receives one message of the pass. */
    void take(NetlinkMessage message);

    /** {@return whether the next message is {@linkplain #skip skipped} without being decoded; asked before each message} */
    default boolean isFull() {
        return false;
    }

    /** Counts a message that was not decoded, because the sink is full. Called instead of {@link #take}. */
    default void skip() {}

    /**
     * Ends a pass. Not called if the kernel dropped parts of the pass or rejected the dump, or if the dump throws an exception.
     *
     * @param interrupted whether objects changed during the pass, so that messages may be missing or duplicated. Another pass then follows, unless
     *     the dump has reached its limit of passes or its timeout
     */
    void end(boolean interrupted);
}
