package meta.spi.example;

import static meta.spi.testkit.Given.given;
import static meta.spi.testkit.PlanAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import meta.spi.PlanningException;
import meta.spi.StepDeclaration;
import meta.spi.testkit.Given;
import org.junit.jupiter.api.Test;

class JumboFramesTest {
    private static final StepDeclaration DECLARED = new JumboFrames().steps().getFirst();

    private static final Given POD = given("""
            pod link eth0 lladdr 0a:00:00:00:00:02 kind macvlan
            """).declared(DECLARED.options());

    @Test
    void theNicGetsItsMtu() {
        assertThat(POD.plan(new JumboFrames())).from(POD.snapshot()).isPlan("pod ip link set eth0 mtu 9000");
    }

    @Test
    void aRepeatedPlanChangesNothing() {
        Given after = POD.after(POD.plan(new JumboFrames()));
        assertThat(after.plan(new JumboFrames())).changesNothingIn(after.snapshot());
    }

    @Test
    void aPodWithoutTheNicIsRefused() {
        assertThatExceptionOfType(PlanningException.class)
                .isThrownBy(() -> POD.attachment("lan", "c0ffee", "net1").plan(new JumboFrames()))
                .withMessage("no device net1");
    }

    @Test
    void theJavadocOfThePackageShowsThisStep() throws IOException {
        String manual = Files.readString(Path.of("src/main/java/meta/spi/package-info.java"));
        Matcher snippet =
                Pattern.compile("\\{@snippet file=\"(.+)\" region=\"(.+)\"}").matcher(manual);
        assertThat(snippet.find()).isTrue();
        assertThat(Path.of("src/test/java", snippet.group(1)))
                .content()
                .contains("// @start region=\"" + snippet.group(2) + "\"\npublic final class JumboFrames ");
    }
}
