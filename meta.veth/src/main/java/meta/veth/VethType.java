package meta.veth;

import java.util.List;
import meta.spi.PluginType;
import meta.spi.SharedSteps;

/** Pods whose NIC cannot talk to the node get a veth device beside it. */
public final class VethType implements PluginType {
    static final String NAME = "veth";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String description() {
        return "Connects a pod with a macvlan or SR-IOV NIC to its node and the cluster's Services.";
    }

    @Override
    public List<String> steps() {
        return List.of(
                SharedSteps.DETECT_CONFLICT,
                SharedSteps.MAC_REWRITE,
                SharedSteps.ENABLE_IPV6,
                SetupVeth.NAME,
                SetupNeighborhood.NAME,
                SetupRoutes.NAME,
                SharedSteps.TUNE_SYSCTL);
    }
}
