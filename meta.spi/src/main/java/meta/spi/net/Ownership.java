package meta.spi.net;

import meta.netlink.RouteProtocol;

/**
 * How the plugins recognize objects that they have created ("our objects"). Our routes, rules and neighbours, and the addresses that
 * third-party steps add for a purpose of their own ({@link Address#isOfStep}; since Linux 5.18), have our protocol number, 109. For
 * example, {@code ip route show proto 109} lists our IPv4 routes in the main table. A link is ours if its {@code ifalias} names an
 * attachment, the {@linkplain meta.spi.Attachment#mark() mark}.
 *
 * <p>There are exceptions. A rule of {@link meta.spi.routing.HostTable} has another protocol number. A route that
 * {@link meta.spi.routing.MigrateRoute} copies or restores does not get our protocol number.
 */
public final class Ownership {
    /** Our protocol number, 109 ({@code rtm_protocol}, {@code FRA_PROTOCOL}, {@code NDA_PROTOCOL}, {@code IFA_PROTO}). */
    public static final RouteProtocol PROTOCOL = RouteProtocol.of(109);

    private Ownership() {}
}
