package meta.core.plugin.step;

import java.util.List;
import meta.spi.StepDeclaration;
import meta.spi.StepProvider;
import meta.spi.routing.MigrateRoute;

/** Brings the steps named in {@link meta.spi.SharedSteps}. */
public final class SharedStepProvider implements StepProvider {
    @Override
    public List<StepDeclaration> steps() {
        return List.of(
                StepDeclaration.of(
                                new DetectConflict(),
                                "Asks whether another host has the NIC's addresses, before anything is touched.")
                        .whereverListed()
                        .reading(DetectConflict.Options.DECLARED),
                StepDeclaration.of(new MacRewrite(), "Gives the NIC a MAC address that follows from its IP address.")
                        .whereverListed()
                        .reading(MacRewrite.Options.DECLARED)
                        .endingThePipelineIf(MacRewrite.Options.ONLY),
                StepDeclaration.of(new EnableIpv6(), "Turns IPv6 on in a pod whose NIC has IPv6 addresses.")
                        .whereverListed(),
                StepDeclaration.of(
                                new MigrateRoute(),
                                "Gives each NIC of a pod but one a routing table of its own, so that replies leave by the NIC"
                                        + " that they are expected from.")
                        .whereverListed(),
                StepDeclaration.of(
                                new TuneSysctl(),
                                "Sets reverse path filtering in the pod and, where asked to, on the node.")
                        .whereverListed()
                        .reading(TuneSysctl.Options.DECLARED),
                StepDeclaration.of(
                                new Announce(),
                                "Tells the hosts on the NIC's link that it has its addresses now, when all else is done.")
                        .whereverListed()
                        .reading(Announce.DECLARED));
    }
}
