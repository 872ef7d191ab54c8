package meta.veth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.lang.module.ModuleDescriptor.Provides;
import java.util.ArrayList;
import java.util.List;
import meta.spi.PluginType;
import meta.spi.SharedSteps;
import meta.spi.StepDeclaration;
import meta.spi.StepDeclaration.ListedBy;
import meta.spi.StepProvider;
import org.junit.jupiter.api.Test;

class VethTypeTest {
    @Test
    void eachStepIsDeclaredHereOrShared() {
        List<String> known = new ArrayList<>(List.of(
                SharedSteps.DETECT_CONFLICT,
                SharedSteps.MAC_REWRITE,
                SharedSteps.ENABLE_IPV6,
                SharedSteps.MIGRATE_ROUTE,
                SharedSteps.TUNE_SYSCTL,
                SharedSteps.ANNOUNCE));
        for (StepDeclaration declaration : new VethSteps().steps()) {
            known.add(declaration.step().name());
            assertThat(declaration.places()).containsExactly(new ListedBy("veth"));
        }
        assertThat(new VethType().steps()).containsExactlyInAnyOrderElementsOf(known);
    }

    @Test
    void theStepsProbeFirstEnableIpv6BeforeThePairAndAnnounceLast() {
        assertThat(new VethType().steps())
                .containsExactly(
                        "detectConflict",
                        "macRewrite",
                        "enableIPv6",
                        "setupVeth",
                        "setupNeighborhood",
                        "setupRoutes",
                        "migrateRoute",
                        "tuneSysctl",
                        "announce");
    }

    @Test
    void theModuleProvidesTypeAndSteps() {
        assertThat(VethType.class.getModule().getDescriptor().provides())
                .extracting(Provides::service, Provides::providers)
                .containsExactlyInAnyOrder(
                        tuple(PluginType.class.getName(), List.of(VethType.class.getName())),
                        tuple(StepProvider.class.getName(), List.of(VethSteps.class.getName())));
    }
}
