/**
 * The plugin type {@code veth}: connects pod and node by a veth pair, through which only the traffic to the node and the cluster goes.
 *
 * <p>The module only plans; the framework observes, applies and undoes.
 */
module meta.veth {
    requires meta.spi;
    requires static org.jspecify;

    provides meta.spi.PluginType with
            meta.veth.VethType;
    provides meta.spi.StepProvider with
            meta.veth.VethSteps;
}
