/**
 * The plugin type {@code veth}. It connects a pod and its node by a veth pair, which carries the pod's traffic to the node and to the cluster's
 * subnets.
 *
 * <p>The module contains only steps, which plan changes. {@code meta.core} reads the kernel's state, applies the plans and undoes them.
 */
module meta.veth {
    requires meta.spi;
    requires static org.jspecify;

    provides meta.spi.PluginType with
            meta.veth.VethType;
    provides meta.spi.StepProvider with
            meta.veth.VethSteps;
}
