package meta.veth;

import java.util.List;
import meta.spi.StepDeclaration;
import meta.spi.StepProvider;

/** Brings the steps of the type {@code veth}. */
public final class VethSteps implements StepProvider {
    @Override
    public List<StepDeclaration> steps() {
        return List.of(
                StepDeclaration.of(new SetupVeth(), "Makes the veth pair between pod and node.")
                        .listedBy(VethType.NAME)
                        .reading(SetupVeth.Options.DECLARED),
                StepDeclaration.of(new SetupNeighborhood(), "Tells pod and node each other's link-layer addresses.")
                        .listedBy(VethType.NAME)
                        .needing(SetupVeth.NAME),
                StepDeclaration.of(
                                new SetupRoutes(), "Routes the node's and the cluster's traffic through the veth pair.")
                        .listedBy(VethType.NAME)
                        .reading(SetupRoutes.OPTIONS)
                        .needing(SetupVeth.NAME));
    }
}
