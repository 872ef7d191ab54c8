/**
 * The API for authors of steps. A step reads a snapshot of host and pod and returns a plan: the objects that should exist.
 *
 * <p>{@code meta.core} observes, applies, undoes and reports.
 */
module meta.spi {
    requires transitive meta.netlink;
    requires static transitive org.jspecify;

    exports meta.spi;
    exports meta.spi.api;
    exports meta.spi.net;
    exports meta.spi.option;
    exports meta.spi.routing;
}
