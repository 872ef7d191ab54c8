package meta.netlink.socket;

import meta.netlink.message.NetlinkMessage;

/**
 * Receives the messages of a dump one by one, so that a large dump need not be held in memory.
 *
 * <p>A dump consists of one or more passes: if objects change during a pass, the kernel marks it as interrupted and the dump is repeated.
 */
public interface DumpSink {
    /**
     * Begins a pass. If the previous pass has not {@linkplain #end ended}, parts of it were lost, and the sink must discard the messages of that
     * pass.
     */
    void begin();

    /** Receives one message. */
    void take(NetlinkMessage message);

    /** {@return whether further messages are {@linkplain #skip skipped} without being decoded} */
    default boolean isFull() {
        return false;
    }

    /** Called for each message that was not decoded because the sink is full. */
    default void skip() {}

    /**
     * Ends a pass.
     *
     * @param interrupted whether objects changed during the pass, so that messages may be missing or duplicated
     */
    void end(boolean interrupted);
}
