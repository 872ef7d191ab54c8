package meta.image.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import meta.spi.ApiVersion;
import org.junit.jupiter.api.Test;

class ApiChangeTest {
    private static final Set<String> API = Set.of("class a.A: public", "method a.A.x()V: public");

    private static final ApiVersion BEFORE = ApiVersion.parse("1.4");
    private static final ApiVersion MINOR = ApiVersion.parse("1.5");
    private static final ApiVersion MAJOR = ApiVersion.parse("2.0");

    @Test
    void anAdditionNeedsAMinorVersion() {
        ApiChange change = to("class a.A: public", "method a.A.x()V: public", "method a.A.y()V: public");

        assertThat(change.isAllowed(BEFORE, BEFORE)).isFalse();
        assertThat(change.isAllowed(BEFORE, MINOR)).isTrue();
        assertThat(change.isAllowed(BEFORE, MAJOR)).isTrue();
        assertThat(change).hasToString("+ method a.A.y()V: public\n");
    }

    @Test
    void aRemovalNeedsAMajorVersion() {
        ApiChange change = to("class a.A: public");

        assertThat(change.isAllowed(BEFORE, MINOR)).isFalse();
        assertThat(change.isAllowed(BEFORE, MAJOR)).isTrue();
    }

    @Test
    void aChangedLineIsARemoval() {
        assertThat(to("class a.A: public", "method a.A.x()I: public").isAllowed(BEFORE, MINOR))
                .isFalse();
    }

    @Test
    void anotherMethodToImplementNeedsAMajorVersion() {
        ApiChange change = to("class a.A: public", "method a.A.x()V: public", "demand a.Step.y()V: public abstract");

        assertThat(change.isAllowed(BEFORE, MINOR)).isFalse();
        assertThat(change.isAllowed(BEFORE, MAJOR)).isTrue();
    }

    @Test
    void anotherSubtypeNeedsAMinorVersionIfTheTypeMayGrow() {
        ApiChange growth = to("class a.A: public", "method a.A.x()V: public", "class a.B: public", "kind of a.A: a.B");

        assertThat(growth.isAllowed(BEFORE, BEFORE)).isFalse();
        assertThat(growth.isAllowed(BEFORE, MINOR)).isTrue();
    }

    @Test
    void anotherSubtypeOfATypeThatMayNotGrowNeedsAMajorVersion() {
        ApiChange change =
                to("class a.A: public", "method a.A.x()V: public", "class a.B: public", "permitted by a.A: a.B");
        ApiChange addition = to(
                "class a.A: public",
                "method a.A.x()V: public",
                "class a.C: public",
                "class a.B: public",
                "permitted by a.C: a.B");

        assertThat(change.isAllowed(BEFORE, MINOR)).isFalse();
        assertThat(change.isAllowed(BEFORE, MAJOR)).isTrue();
        assertThat(addition.isAllowed(BEFORE, MINOR)).isTrue();
    }

    @Test
    void withoutAChangeTheVersionMayStay() {
        assertThat(ApiChange.between(API, API).isAllowed(BEFORE, BEFORE)).isTrue();
    }

    private static ApiChange to(String... lines) {
        return ApiChange.between(API, Set.of(lines));
    }
}
