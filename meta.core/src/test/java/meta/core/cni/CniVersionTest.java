package meta.core.cni;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The versions of the spec have an order and are found by their texts. */
class CniVersionTest {

    @ParameterizedTest
    @EnumSource
    void everyVersionIsFoundByItsText(CniVersion version) {
        assertThat(CniVersion.of(version.toString())).contains(version);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "1.0", "1.2.0", "v1.0.0", "1.0.0 ", "0.3.2"})
    void anyOtherTextIsNotAVersion(String text) {
        assertThat(CniVersion.of(text)).isEmpty();
    }

    @Test
    void versionsAreOrderedByTheirRelease() {
        assertThat(CniVersion.V0_4_0.isAtLeast(CniVersion.V0_3_1)).isTrue();
        assertThat(CniVersion.V0_4_0.isAtLeast(CniVersion.V0_4_0)).isTrue();
        assertThat(CniVersion.V0_4_0.isAtLeast(CniVersion.V1_0_0)).isFalse();
    }

    @Test
    void theReportListsAllVersions() {
        assertThat(CniVersion.report()).isEqualTo(Json.object("""
                {'cniVersion': '1.1.0',
                 'supportedVersions': ['0.1.0', '0.2.0', '0.3.0', '0.3.1', '0.4.0', '1.0.0', '1.1.0']}"""));
    }
}
