/**
 * The plugin type {@code veth}: a second device between pod and node, and just the traffic for node and cluster through it.
 *
 * <p>It only says what should be there; observing, applying and undoing are the framework's.
 */
module meta.veth {
    requires meta.spi;
    requires static org.jspecify;

    provides meta.spi.PluginType with
            meta.veth.VethType;
    provides meta.spi.StepProvider with
            meta.veth.VethSteps;
}
