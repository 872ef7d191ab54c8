package meta.router;

import java.util.List;
import meta.spi.StepDeclaration;
import meta.spi.StepProvider;

/** Brings the steps of the type {@code router}. */
public final class RouterSteps implements StepProvider {
    @Override
    public List<StepDeclaration> steps() {
        return List.of(
                StepDeclaration.of(
                                new SetupNeighborhood(),
                                "Tells pod and node each other's link-layer addresses on the overlay NIC.")
                        .listedBy(RouterType.NAME)
                        .reading(AddChainedIpRoute.Options.DECLARED),
                StepDeclaration.of(
                                new AddChainedIpRoute(), "Has the node reach the pod's NIC by way of the overlay NIC.")
                        .listedBy(RouterType.NAME)
                        .reading(AddChainedIpRoute.Options.DECLARED),
                StepDeclaration.of(new AddHostIpRoute(), "Has the pod reach the node by way of the overlay NIC.")
                        .listedBy(RouterType.NAME)
                        .reading(AddChainedIpRoute.Options.DECLARED),
                StepDeclaration.of(new HijackCustomSubnet(), "Keeps the cluster's subnets on the overlay NIC.")
                        .listedBy(RouterType.NAME)
                        .reading(HijackCustomSubnet.OPTIONS));
    }
}
