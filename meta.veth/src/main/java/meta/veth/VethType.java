package meta.veth;

import java.util.ArrayList;
import java.util.List;
import meta.spi.AddressingPolicy;
import meta.spi.PluginType;
import meta.spi.Routing;
import meta.spi.SharedSteps;
import meta.spi.StepContext;
import meta.spi.option.Option;

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
                SharedSteps.MIGRATE_ROUTE,
                SharedSteps.TUNE_SYSCTL,
                SharedSteps.ANNOUNCE);
    }

    @Override
    public List<Option<?>> options() {
        List<Option<?>> options = new ArrayList<>(AddressingPolicy.OPTIONS);
        options.addAll(Routing.OPTIONS);
        return options;
    }

    @Override
    public Routing routing(StepContext context) {
        return new NicTables(context).routing();
    }
}
