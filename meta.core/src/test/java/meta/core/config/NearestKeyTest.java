package meta.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** For a mistyped key, the known key that was probably meant is found. */
class NearestKeyTest {
    private static final List<String> KNOWN =
            List.of("overlay_hijack_subnet", "service_hijack_subnet", "migrate_route", "rp_filter", "steps");

    @ParameterizedTest
    @CsvSource({
        "overlay_hijack_subnets, overlay_hijack_subnet",
        "servcie_hijack_subnet, service_hijack_subnet",
        "migrateRoute, migrate_route",
        "RP_FILTER, rp_filter",
        "rpfilter, rp_filter",
        "step, steps"
    })
    void aMisspelledKeyIsFound(String given, String meant) {
        assertThat(NearestKey.to(given, KNOWN)).contains(meant);
    }

    @ParameterizedTest
    @CsvSource({"mtu", "vlan", "''", "x", "hijack", "subnet"})
    void aWordThatResemblesNoKeyHasNoNearestKey(String given) {
        assertThat(NearestKey.to(given, KNOWN)).isEmpty();
    }

    @Test
    void ofTwoKeysAtTheSameDistanceTheFirstIsReturned() {
        assertThat(NearestKey.to("ax", List.of("ab", "ac"))).contains("ab");
    }

    @ParameterizedTest
    @CsvSource({
        "'', '', 0",
        "abc, '', 3",
        "abc, abc, 0",
        "abc, acb, 1",
        "abc, abcd, 1",
        "abc, xbc, 1",
        "ca, abc, 3",
        "kitten, sitting, 3"
    })
    void theDistanceCountsInsertionsDeletionsReplacementsAndSwaps(String from, String to, int distance) {
        assertThat(NearestKey.distance(from, to)).isEqualTo(distance);
        assertThat(NearestKey.distance(to, from)).isEqualTo(distance);
    }
}
