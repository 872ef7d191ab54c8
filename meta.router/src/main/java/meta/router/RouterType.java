package meta.router;

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

/** Declares the plugin type {@code router}: its steps, its options, and its rules for addresses and routing tables. */
public final class RouterType implements RoutingType {
    static final String NAME = "router";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String description() {
        return "Sends a pod's traffic to the cluster through its overlay NIC, and all other traffic through its macvlan or SR-IOV NIC.";
    }

    @Override
    public List<String> steps() {
        return List.of(
                SharedSteps.DETECT_CONFLICT,
                SharedSteps.MAC_REWRITE,
                SharedSteps.ENABLE_IPV6,
                SetupNeighborhood.NAME,
                AddChainedIpRoute.NAME,
                AddHostIpRoute.NAME,
                HijackCustomSubnet.NAME,
                SharedSteps.MIGRATE_ROUTE,
                SharedSteps.TUNE_SYSCTL,
                SharedSteps.ANNOUNCE);
    }

    @Override
    public List<Option<?>> options() {
        List<Option<?>> options = new ArrayList<>(ClusterOptions.ALL);
        options.addAll(RoutingOptions.ALL);
        options.add(OverlayNic.INTERFACE);
        return options;
    }

    @Override
    public AddressingPolicy addressing(StepOptions options) {
        return ClusterOptions.policy(options);
    }

    @Override
    public NicTables tables(StepContext context) {
        return new RouterNicTableChoice(context).decide();
    }

    @Override
    public List<String> neededNics(StepOptions options) {
        return List.of(options.get(OverlayNic.INTERFACE));
    }

    @Override
    public MainNic mainNic() {
        return MainNic.LAST;
    }
}
