package meta.spi.net;

import meta.netlink.RouteProtocol;

/**
 * How the plugins recognize objects that they have created ("our objects"). Routes, rules, neighbours, and addresses of third-party steps have our
 * protocol number, 109, so {@code ip route show proto 109} lists our routes. A link has an {@code ifalias} that names its attachment, the {@linkplain
 * meta.spi.Attachment#mark() mark}.
 *
 * <p>There is one exception: a rule of {@link meta.spi.routing.HostTable} has another protocol number.
 */
public final class Ownership {
    /** Our protocol number, 109 ({@code rtm_protocol}, {@code FRA_PROTOCOL}, {@code NDA_PROTOCOL}, {@code IFA_PROTO}). */
    public static final RouteProtocol PROTOCOL = RouteProtocol.of(109);

    private Ownership() {}
}
