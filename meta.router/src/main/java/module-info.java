/**
 * The plugin type {@code router}, which divides the traffic of a pod between its overlay NIC and its other NICs.
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
