package meta.spi.net;

import meta.netlink.RouteProtocol;

/**
 * How an object of ours is known in the kernel, which is the only place where we keep what we made.
 *
 * <p>Routes, rules and neighbours carry a protocol number, so that {@code ip route show proto 109} shows them; a link carries
 * the {@linkplain meta.spi.Attachment#mark() mark} of its attachment as its {@code ifalias}.
 */
public final class Ownership {
    /** The protocol number of ours ({@code RTA_PROTOCOL}, {@code FRA_PROTOCOL}, {@code NDA_PROTOCOL}). */
    public static final RouteProtocol PROTOCOL = RouteProtocol.of(109);

    private Ownership() {}
}
