package meta.router;

import java.util.ArrayList;
import java.util.List;
import meta.spi.AddressingPolicy;
import meta.spi.MainNic;
import meta.spi.PluginType;
import meta.spi.Routing;
import meta.spi.SharedSteps;
import meta.spi.StepContext;
import meta.spi.option.Option;
import meta.spi.option.StepOptions;

/** Pods with an overlay NIC and others use each for what it is there for. */
public final class RouterType implements PluginType {
    static final String NAME = "router";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String description() {
        return "Lets a pod with an overlay NIC and a macvlan or SR-IOV NIC use each for its own traffic.";
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
        List<Option<?>> options = new ArrayList<>(AddressingPolicy.OPTIONS);
        options.addAll(Routing.OPTIONS);
        options.add(Overlay.INTERFACE);
        return options;
    }

    @Override
    public Routing routing(StepContext context) {
        return new NicTables(context).routing();
    }

    @Override
    public List<String> neededNics(StepOptions options) {
        return List.of(options.get(Overlay.INTERFACE));
    }

    @Override
    public MainNic mainNic() {
        return MainNic.LAST;
    }
}
