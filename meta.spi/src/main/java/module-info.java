/**
 * What the author of a step compiles against: a step looks at a snapshot of host and pod and returns the plan of what
 * should be there.
 *
 * <p>Observing, applying, undoing and reporting are not here: {@code meta.core} does them for every step alike.
 */
module meta.spi {
    requires transitive meta.netlink;
    requires static transitive org.jspecify;

    exports meta.spi;
    exports meta.spi.net;
    exports meta.spi.option;
    exports meta.spi.routing;
}
