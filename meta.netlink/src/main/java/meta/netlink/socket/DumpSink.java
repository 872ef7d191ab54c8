package meta.netlink.socket;

import meta.netlink.message.NetlinkMessage;

/**
 * Receives the messages of a dump one by one.
 *
 * <p>A dump consists of one or more passes. Each pass lists all objects that match the request. If the kernel dropped parts of a pass, or objects
 * changed during a pass, another pass follows. The number of passes and the time for all passes are limited.
 */
public interface DumpSink {
    /** Begins a pass. If {@link #end} was not called for the previous pass, the sink must discard the messages of the previous pass. */
    void begin();

    /** Receives one object of the current pass. */
    void take(NetlinkMessage message);

    /**
     * {@return whether the sink needs no further message; if true, {@link #skip} is called for the next message in place of {@link #take}}
     */
    default boolean isFull() {
        return false;
    }

    /** Called instead of {@link #take} for each message that arrives while the sink {@linkplain #isFull is full}. */
    default void skip() {}

    /**
     * Ends a pass. Not called if the kernel rejected the pass or dropped parts of it, or if the pass ended with an exception.
     *
     * @param interrupted whether messages of this pass may be missing or duplicated, because objects changed during the pass
     */
    void end(boolean interrupted);
}
