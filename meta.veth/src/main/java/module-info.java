/**
 * The plugin type {@code veth}, which connects pod and node by a veth pair for the traffic to the node and the cluster.
 *
 * <p>The module only plans. {@code meta.core} observes the state, and applies and undoes the plans.
 */
module meta.veth {
    requires meta.spi;
    requires static org.jspecify;

    provides meta.spi.PluginType with
            meta.veth.VethType;
    provides meta.spi.StepProvider with
            meta.veth.VethSteps;
}
