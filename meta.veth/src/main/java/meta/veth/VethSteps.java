package meta.veth;

import java.util.List;
import meta.spi.StepDeclaration;
import meta.spi.StepProvider;

/** Declares the steps of this module with their options. */
public final class VethSteps implements StepProvider {
    @Override
    public List<StepDeclaration> steps() {
        return List.of(
                StepDeclaration.of(new SetupVeth(), "Creates the veth pair between pod and node.")
                        .listedBy(VethType.NAME)
                        .withOptions(SetupVeth.Options.DECLARED),
                StepDeclaration.of(
                                new SetupNeighborhood(),
                                "Adds permanent neighbours for pod and node, so that neither needs ARP or NDP.")
                        .listedBy(VethType.NAME)
                        .needing(SetupVeth.NAME),
                StepDeclaration.of(
                                new SetupRoutes(),
                                "Adds routes through the veth pair for traffic to the node and to the cluster.")
                        .listedBy(VethType.NAME)
                        .withOptions(SetupRoutes.OPTIONS)
                        .needing(SetupVeth.NAME));
    }
}
