package meta.veth;

import java.util.ArrayList;
import java.util.List;
import meta.spi.AddressingPolicy;
import meta.spi.NicTables;
import meta.spi.SharedSteps;
import meta.spi.StepContext;
import meta.spi.option.Option;
import meta.spi.option.StepOptions;
import meta.spi.routing.ClusterOptions;
import meta.spi.routing.MainNic;
import meta.spi.routing.RoutingOptions;
import meta.spi.routing.RoutingType;

/** The plugin type {@code veth}: its steps, its choice of routing tables, and the options that belong to no step. */
public final class VethType implements RoutingType {
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
        List<Option<?>> options = new ArrayList<>(ClusterOptions.ALL);
        options.addAll(RoutingOptions.ALL);
        return options;
    }

    @Override
    public AddressingPolicy addressing(StepOptions options) {
        return ClusterOptions.policy(options);
    }

    @Override
    public NicTables tables(StepContext context) {
        return new VethNicTableChoice(context).decide();
    }

    @Override
    public MainNic mainNic() {
        return MainNic.FIRST;
    }
}
