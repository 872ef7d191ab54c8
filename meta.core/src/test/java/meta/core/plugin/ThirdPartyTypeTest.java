package meta.core.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import meta.spi.AddressingPolicy;
import meta.spi.PlanningException;
import meta.spi.PluginType;
import meta.spi.option.Option;
import meta.spi.option.StepOptions;
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
        public AddressingPolicy addressing(StepOptions options) {
            throw new IllegalStateException("no luck");
        }
    }
}
