package meta.core.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.util.Collections;
import java.util.List;
import meta.spi.AddressingPolicy;
import meta.spi.NicTables;
import meta.spi.PlanningException;
import meta.spi.PluginType;
import meta.spi.StepContext;
import meta.spi.option.Option;
import meta.spi.option.StepOptions;
import meta.spi.routing.MainNic;
import meta.spi.routing.RoutingType;
import org.junit.jupiter.api.Test;

class ThirdPartyTypeTest {
    @Test
    void nameStepsAndOriginOfATypeAreKept() {
        ThirdPartyType type = ThirdPartyType.of(new Scripted("acme"), "acme.jar");

        assertThat(type.name()).isEqualTo("acme");
        assertThat(type.steps()).containsExactly("lengthen");
        assertThat(type.origin()).hasToString("acme.jar");
    }

    @Test
    void aNameThatIsNotAFileNameIsRejected() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ThirdPartyType.of(new Scripted("../acme"), "acme.jar"))
                .withMessageStartingWith("\"../acme\" is not a valid name of a plugin type");
    }

    @Test
    void anExceptionOfTheTypeNamesItsJar() {
        ThirdPartyType type = ThirdPartyType.of(new Scripted("acme"), "acme.jar");

        assertThatExceptionOfType(PlanningException.class)
                .isThrownBy(() -> type.addressing(StepOptions.defaults(List.of())))
                .withMessageStartingWith("threw java.lang.IllegalStateException: no luck")
                .withMessageEndingWith("(of acme.jar)");
    }

    @Test
    void aTypeWithoutARuleForTheMainNicIsRejected() {
        assertThatNullPointerException()
                .isThrownBy(() -> ThirdPartyType.of(new Routing("acme"), "acme.jar"))
                .withMessage("mainNic()");
    }

    @Test
    void aNeededNicThatIsNullIsReportedWithTheJar() {
        ThirdPartyType type = ThirdPartyType.of(new Scripted("acme"), "acme.jar");

        assertThatExceptionOfType(PlanningException.class)
                .isThrownBy(() -> type.neededNics(StepOptions.defaults(List.of())))
                .withMessageStartingWith("threw java.lang.NullPointerException")
                .withMessageEndingWith("(of acme.jar)");
    }

    private record Routing(String name) implements RoutingType {
        @Override
        public String description() {
            return "A type of this test.";
        }

        @Override
        public List<String> steps() {
            return List.of();
        }

        @Override
        public NicTables tables(StepContext context) {
            return NicTables.NONE;
        }

        @Override
        public MainNic mainNic() {
            return null;
        }
    }

    private record Scripted(String name) implements PluginType {
        @Override
        public String description() {
            return "A type of this test.";
        }

        @Override
        public List<String> steps() {
            return List.of("lengthen");
        }

        @Override
        public List<Option<?>> options() {
            return List.of();
        }

        @Override
        public List<String> neededNics(StepOptions options) {
            return Collections.singletonList(null);
        }

        @Override
        public AddressingPolicy addressing(StepOptions options) {
            throw new IllegalStateException("no luck");
        }
    }
}
