/** The plugin type {@code router}. It divides the traffic of a pod between the pod's overlay NIC and its other NICs. */
module meta.router {
    requires meta.spi;
    requires static org.jspecify;

    provides meta.spi.PluginType with
            meta.router.RouterType;
    provides meta.spi.StepProvider with
            meta.router.RouterSteps;
}
