/**
 * The plugin type {@code router}. It divides the traffic of a pod between the pod's overlay NIC and its other NICs.
 *
 * <p>The module contains only steps, which plan changes. {@code meta.core} reads the kernel's state, applies the plans and undoes them.
 */
module meta.router {
    requires meta.spi;
    requires static org.jspecify;

    provides meta.spi.PluginType with
            meta.router.RouterType;
    provides meta.spi.StepProvider with
            meta.router.RouterSteps;
}
