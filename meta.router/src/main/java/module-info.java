/**
 * The plugin type {@code router}: in a pod with an overlay NIC and other NICs, traffic to the cluster leaves through the overlay NIC, other traffic
 * through the new NIC, and each reply through the NIC of its request.
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
