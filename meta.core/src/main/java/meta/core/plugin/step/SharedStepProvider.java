package meta.core.plugin.step;

import java.util.List;
import meta.spi.StepDeclaration;
import meta.spi.StepProvider;
import meta.spi.routing.MigrateRoute;

/** Provides the steps of the image that any plugin type can list. */
public final class SharedStepProvider implements StepProvider {
    @Override
    public List<StepDeclaration> steps() {
        return List.of(
                StepDeclaration.of(new DetectConflict(), "Detects address conflicts before anything is changed.")
                        .whereverListed()
                        .withOptions(DetectConflict.Options.DECLARED),
                StepDeclaration.of(new MacRewrite(), "Derives the NIC's MAC address from its IP address.")
                        .whereverListed()
                        .withOptions(MacRewrite.Options.DECLARED)
                        .endingThePipelineIf(MacRewrite.Options.ONLY),
                StepDeclaration.of(new EnableIpv6(), "Enables IPv6 in a pod whose NIC has IPv6 addresses.")
                        .whereverListed(),
                StepDeclaration.of(
                                new MigrateRoute(),
                                "Gives each NIC of a pod with several NICs a routing table, so that a reply leaves by the NIC"
                                        + " that received the request.")
                        .whereverListed(),
                StepDeclaration.of(new TuneSysctl(), "Sets reverse path filtering in the pod and on the node.")
                        .whereverListed()
                        .withOptions(RpFilterOption.DECLARED),
                StepDeclaration.of(new Announce(), "Announces the NIC's addresses on its link after all changes.")
                        .whereverListed()
                        .withOptions(Announce.DECLARED));
    }
}
