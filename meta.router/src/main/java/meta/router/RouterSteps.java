package meta.router;

import java.util.List;
import meta.spi.StepDeclaration;
import meta.spi.StepProvider;

/** Declares the steps that only the plugin type {@code router} lists. */
public final class RouterSteps implements StepProvider {
    @Override
    public List<StepDeclaration> steps() {
        return List.of(
                StepDeclaration.of(
                                new SetupNeighborhood(),
                                "Adds permanent neighbours for pod and node on the overlay NIC, so that neither needs ARP or NDP.")
                        .listedBy(RouterType.NAME)
                        .withOptions(AddChainedIpRoute.Options.DECLARED),
                StepDeclaration.of(
                                new AddChainedIpRoute(),
                                "Adds routes on the node to the NIC's addresses through the overlay NIC.")
                        .listedBy(RouterType.NAME)
                        .withOptions(AddChainedIpRoute.Options.DECLARED),
                StepDeclaration.of(new AddHostIpRoute(), "Adds routes in the pod to the node through the overlay NIC.")
                        .listedBy(RouterType.NAME)
                        .withOptions(AddChainedIpRoute.Options.DECLARED),
                StepDeclaration.of(
                                new HijackCustomSubnet(),
                                "Adds rules that keep traffic to the cluster on the overlay NIC.")
                        .listedBy(RouterType.NAME)
                        .withOptions(HijackCustomSubnet.OPTIONS));
    }
}
