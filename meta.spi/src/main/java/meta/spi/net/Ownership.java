package meta.spi.net;

import meta.netlink.RouteProtocol;

/**
 * How our objects are recognized. Routes, rules, neighbours and the addresses of third-party steps have our protocol number, so {@code ip route show
 * proto 109} lists our routes. A link has the {@linkplain meta.spi.Attachment#mark() mark} of its attachment as its {@code ifalias}.
 *
 * <p>The rule of {@link meta.spi.routing.HostTable} has another protocol number.
 */
public final class Ownership {
    /** Our protocol number ({@code rtm_protocol}, {@code FRA_PROTOCOL}, {@code NDA_PROTOCOL}, {@code IFA_PROTO}). */
    public static final RouteProtocol PROTOCOL = RouteProtocol.of(109);

    private Ownership() {}
}
