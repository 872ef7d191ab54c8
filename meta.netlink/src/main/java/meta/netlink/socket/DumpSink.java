package meta.netlink.socket;

import meta.netlink.message.NetlinkMessage;

/**
 * Takes the messages of a dump, one after the other, and keeps what it needs of them: nobody has to hold them all.
 *
 * <p>What changes while the kernel tells is told again from the beginning, so a sink hears of one or several tries.
 */
public interface DumpSink {
    /** A try begins. Where the one before has not {@linkplain #end ended}, parts of it were lost, and nothing of it counts. */
    void begin();

    /** Takes one message. */
    void take(NetlinkMessage message);

    /** {@return whether it has no use for further messages; they are {@linkplain #skip skipped} unread} */
    default boolean isFull() {
        return false;
    }

    /** Says that there is a message more, which was not read. */
    default void skip() {}

    /**
     * A try has ended, perhaps the last one.
     *
     * @param interrupted whether something changed meanwhile, so that what has just come or gone may be missing or told twice
     */
    void end(boolean interrupted);
}
