/**
 * The plugin type {@code veth}. It connects a pod and its node by a veth pair, which carries the pod's traffic to the node and to the
 * cluster's subnets.
 */
module meta.veth {
    requires meta.spi;
    requires static org.jspecify;

    provides meta.spi.PluginType with
            meta.veth.VethType;
    provides meta.spi.StepProvider with
            meta.veth.VethSteps;
}
