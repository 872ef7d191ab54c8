package meta.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class AddressingPolicyTest {
    @Test
    void aPatternExcludesADeviceIfItMatchesAnyPartOfTheName() {
        AddressingPolicy policy =
                AddressingPolicy.of(List.of(), List.of(Pattern.compile("^storage"), Pattern.compile("\\.100$")), false);
        assertThat(policy.excludes("storage0")).isTrue();
        assertThat(policy.excludes("bond0.100")).isTrue();
        assertThat(policy.excludes("mystorage")).isFalse();
        assertThat(policy.excludes("docker0")).isFalse();
    }
}
