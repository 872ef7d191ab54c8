/**
 * The API for authors of steps and plugin types. A step reads a snapshot of host and pod and returns a plan: the objects that should exist.
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
