package meta.core.kernel;

import java.util.List;
import java.util.Optional;
import meta.netlink.message.AddressMessage;
import meta.netlink.message.MalformedMessageException;
import meta.netlink.socket.NetlinkException;
import org.jspecify.annotations.Nullable;

/**
 * The host's addresses by which others can reach it, kept from call to call by listening for changes, for a process that stays: a dump of
 * them all takes the longer the more pods the node has.
 *
 * <p>Many calls may ask at a time. Whatever goes wrong costs no more than a dump: all is forgotten, and the next who asks begins anew.
 */
public final class CachedAddresses implements AutoCloseable {
    private @Nullable WatchedAddresses watched;

    /**
     * {@return the addresses as they are at this moment, the IPv4 ones first, by device and there in the kernel's order; empty where the
     * kernel has to be asked}
     *
     * <p>How long they live ({@link AddressMessage#cacheInfo}) is what it was when they were told.
     *
     * <p>Everyone who asks must be a thread in one and the same namespace: it is that one's addresses that are told.
     */
    public synchronized Optional<List<AddressMessage>> now() {
        try {
            WatchedAddresses open = watched;
            if (open == null) {
                open = WatchedAddresses.open();
                watched = open;
            }
            return Optional.of(open.now());
        } catch (NetlinkException | MalformedMessageException e) {
            close(); // who asks the kernel instead hears of what is wrong with it, if that is the cause
            return Optional.empty();
        }
    }

    /** Forgets them, and stops listening until somebody asks again. */
    @Override
    public synchronized void close() {
        if (watched != null) {
            watched.close();
            watched = null;
        }
    }
}
