/**
 * The plugin type {@code router}: in a pod with an overlay NIC and others, each packet leaves by the NIC that it belongs to.
 *
 * <p>It only says what should be there; observing, applying and undoing are the framework's.
 */
module meta.router {
    requires meta.spi;
    requires static org.jspecify;

    provides meta.spi.PluginType with
            meta.router.RouterType;
    provides meta.spi.StepProvider with
            meta.router.RouterSteps;
}
