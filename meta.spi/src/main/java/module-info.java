/**
 * The API for authors of steps and plugin types. A step reads a snapshot of host and pod and returns a plan: the objects that should exist.
 *
 * <p>The framework, which reads the snapshots and applies the plans, is the module {@code meta.core}.
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
