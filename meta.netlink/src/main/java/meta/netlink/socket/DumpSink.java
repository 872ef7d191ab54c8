package meta.netlink.socket;

import meta.netlink.message.NetlinkMessage;

/**
 * Receives the messages of a dump one by one.
 *
 * <p>A dump consists of one or more passes, each of which lists all objects. If the kernel dropped parts of a pass, or objects changed meanwhile,
 * another pass follows, up to a limit.
 */
public interface DumpSink {
    /** Begins a pass. If {@link #end} was not called for the previous pass, the sink must discard the messages of that pass. */
    void begin();

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
     * @param interrupted whether messages may be missing or duplicated, because objects changed during the pass
     */
    void end(boolean interrupted);
}
