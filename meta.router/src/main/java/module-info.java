/**
 * The plugin type {@code router}: in a pod with an overlay NIC and other NICs, each packet leaves through the NIC that it belongs to.
 *
 * <p>The module only plans; the framework observes, applies and undoes.
 */
module meta.router {
    requires meta.spi;
    requires static org.jspecify;

    provides meta.spi.PluginType with
            meta.router.RouterType;
    provides meta.spi.StepProvider with
            meta.router.RouterSteps;
}
