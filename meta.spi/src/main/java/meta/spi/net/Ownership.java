package meta.spi.net;

import meta.netlink.RouteProtocol;

/**
 * How the plugins recognize objects that they have created ("our objects"). A link is ours if its {@code ifalias} names an attachment (the
 * {@linkplain meta.spi.Attachment#mark() mark}). Our routes, rules and neighbours have our protocol number, 109, except rules of {@link
 * meta.spi.routing.HostTable}, and routes that {@link meta.spi.routing.MigrateRoute} copies or restores. Since Linux 5.18, {@linkplain
 * Address#isOfStep addresses of third-party steps} have the number, too.
 */
public final class Ownership {
    /** Our protocol number, 109 ({@code rtm_protocol}, {@code FRA_PROTOCOL}, {@code NDA_PROTOCOL}, {@code IFA_PROTO}). */
    public static final RouteProtocol PROTOCOL = RouteProtocol.of(109);

    private Ownership() {}
}
