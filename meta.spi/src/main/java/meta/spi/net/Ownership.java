package meta.spi.net;

import meta.netlink.RouteProtocol;

/**
 * The marks by which our objects are recognized. The kernel stores them with the objects.
 *
 * <p>Routes, rules, neighbours and the addresses of third-party steps carry a protocol number, so {@code ip route show proto 109} lists our routes.
 * A link carries the {@linkplain meta.spi.Attachment#mark() mark} of its attachment as its {@code ifalias}.
 */
public final class Ownership {
    /** Our protocol number ({@code rtm_protocol}, {@code FRA_PROTOCOL}, {@code NDA_PROTOCOL}, {@code IFA_PROTO}). */
    public static final RouteProtocol PROTOCOL = RouteProtocol.of(109);

    private Ownership() {}
}
