package meta.netlink.socket;

import meta.netlink.message.NetlinkMessage;

/**
 * Receives the messages of a dump one by one.
 *
 * <p>A dump consists of one or more passes. In each pass, the kernel lists the objects that match the request.
 */
public interface DumpSink {
    /** Begins a pass. If {@link #end} was not called for the previous pass, the sink must discard the messages of the previous pass. */
    void begin();

    /** Receives one object of the current pass. */
    void take(NetlinkMessage message);

    /** {@return whether the sink needs no further message; {@link #skip} is then called in place of {@link #take}} */
    default boolean isFull() {
        return false;
    }

    /** Called for a message that arrives while the sink {@linkplain #isFull is full}. */
    default void skip() {}

    /**
     * Ends a complete pass.
     *
     * @param interrupted whether messages of this pass may be missing or duplicated, because objects changed
     */
    void end(boolean interrupted);
}
