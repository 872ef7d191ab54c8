/**
 * The plugin type {@code router}. In a pod with an overlay NIC and other NICs, traffic to the cluster leaves through the overlay NIC, other traffic
 * through the new NIC, and each reply through the NIC on which the request arrived.
 *
 * <p>The module only plans. {@code meta.core} observes the state, and applies and undoes the plans.
 */
module meta.router {
    requires meta.spi;
    requires static org.jspecify;

    provides meta.spi.PluginType with
            meta.router.RouterType;
    provides meta.spi.StepProvider with
            meta.router.RouterSteps;
}
