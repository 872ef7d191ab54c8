package meta.spi.testkit;

import static meta.spi.testkit.Given.given;
import static meta.spi.testkit.PlanAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import meta.spi.Plan;
import meta.spi.Snapshot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IpDialectTest {
    private static final Snapshot EMPTY = StateText.parse("pod link eth0\npod link pref");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            pod route 10.0.0.0/8 dev eth0 proto 109 metric 7      | pod  ip route add 10.0.0.0/8 dev eth0 protocol 109 preference 7
            pod route 10.0.0.0/8 dev eth0                         | pod ip ro replace 10.0.0.0/8 dev eth0
            pod route 10.0.0.0/8 dev pref table 7                 | pod route 10.0.0.0/8 dev pref lookup 7
            pod rule from 10.0.0.1 lookup 7 priority 9 protocol 109 | pod rule 9: from 10.0.0.1 lookup 7 proto 109
            pod rule from 10.0.0.1 lookup 7 priority 9 protocol 109 | pod ip rule add from 10.0.0.1 table 7 pref 9 proto 109
            pod rule to 10.0.0.1 lookup 7 priority 9              | pod rule 9: from all to 10.0.0.1 lookup 7
            pod neigh 10.0.0.1 dev eth0 lladdr 0a:00:00:00:00:01 nud stale | pod neighbour 10.0.0.1 dev eth0 lladdr 0a:00:00:00:00:01 STALE
            pod neigh 10.0.0.1 dev eth0 nud permanent protocol 109 | pod ip neigh add 10.0.0.1 dev eth0 nud permanent proto 109
            pod addr 10.0.0.1/8 dev eth0                          | pod ip address add 10.0.0.1/8 dev eth0
            pod link eth0 address 0a:00:00:00:00:01 txqueuelen 7  | pod link eth0 lladdr 0a:00:00:00:00:01 qlen 7
            """)
    void aStateCanBeWrittenLikeAPlanOrLikeTheOutputOfIp(String one, String other) {
        assertThat(StateText.parse(other, EMPTY)).isEqualTo(StateText.parse(one, EMPTY));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            pod ip route replace 10.0.0.0/8 dev eth0 scope link proto 109  | pod  ip route add 10.0.0.0/8 dev eth0 scope link proto 109  # new
            pod ip route del 10.0.0.0/8 dev eth0 proto 109                 | pod  ip route delete 10.0.0.0/8 dev eth0 protocol 109
            pod ip rule add from 10.0.0.1 lookup 7 priority 9 protocol 109 | pod ip rule add from 10.0.0.1 table 7 pref 9 proto 109
            pod ip addr replace 10.0.0.1/8 dev eth0                        | pod ip address add 10.0.0.1/8 dev eth0
            """)
    void linesWithSynonymsAreEqual(String one, String other) {
        Plan plan = PlanText.parse(one, EMPTY);

        assertThat(PlanText.parse(other, EMPTY)).isEqualTo(plan);
        assertThat(plan).isPlan(one).isPlan(other);
    }

    @Test
    void aRemovalDiffersFromAnAddition() {
        Plan plan = PlanText.parse("pod ip route add 10.0.0.0/8 dev eth0", EMPTY);

        assertThatThrownBy(() -> assertThat(plan).isPlan("pod ip route del 10.0.0.0/8 dev eth0"))
                .hasMessageContaining("the plan differs at line 1");
    }

    @Test
    void aPlanThatIsPrintedForAStateReadsLikeThatOfMetactl() {
        Snapshot before = given("pod link eth0\npod route 10.1.0.0/16 dev eth0").snapshot();
        Plan plan = PlanText.parse("""
                pod ip route replace 10.0.0.0/8 dev eth0
                pod ip route replace 10.1.0.0/16 dev eth0 scope link src 10.1.0.1
                """, before);

        assertThat(PlanText.print(plan, before)).isEqualTo("""
                pod  ip route add 10.0.0.0/8 dev eth0 scope link
                pod  ip route replace 10.1.0.0/16 dev eth0 scope link src 10.1.0.1
                """);
    }
}
