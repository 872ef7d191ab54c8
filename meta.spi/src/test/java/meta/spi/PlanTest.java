package meta.spi;

import static meta.spi.net.Netns.POD;
import static meta.spi.testkit.Given.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import meta.netlink.IpAddress;
import meta.netlink.MacAddress;
import meta.spi.Plan.Ensure;
import meta.spi.Plan.Remove;
import meta.spi.net.Link;
import org.junit.jupiter.api.Test;

class PlanTest {
    private static final Link ETH0 = Link.of(POD, "eth0", "", MacAddress.NONE, 1500);
    private static final Link NET1 = Link.of(POD, "net1", "", MacAddress.NONE, 1500);

    @Test
    void itemsKeepTheirOrder() {
        Plan plan = Plan.ensure(ETH0).then(Plan.remove(NET1)).then(Plan.report(ETH0));
        assertThat(plan.items())
                .containsExactly(
                        new Ensure(ETH0, ""),
                        new Remove(NET1, ""),
                        Plan.report(ETH0).items().getFirst());
    }

    @Test
    void probesConflictsAndAnnouncementsDoNotChangeTheSnapshot() {
        Claim claim = Claim.of(POD, "eth0", IpAddress.parse("10.6.0.9"));
        Plan plan = Plan.probe(claim, 3, Duration.ofSeconds(1), List.of())
                .then(Plan.conflict(claim.address(), "calidead"))
                .then(Plan.announce(claim));
        Snapshot snapshot = given("pod link eth0 lladdr 0a:00:00:00:00:01").snapshot();
        assertThat(snapshot.with(plan)).isEqualTo(snapshot);
        assertThat(plan.because("asked for").items())
                .extracting(Plan.Item::reason)
                .containsOnly("asked for");
    }

    @Test
    void aProbeIsSentAtLeastOnceAndHasAPositiveInterval() {
        Claim claim = Claim.of(POD, "eth0", IpAddress.parse("10.6.0.9"));
        assertThatIllegalArgumentException().isThrownBy(() -> Plan.probe(claim, 0, Duration.ofSeconds(1), List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> Plan.probe(claim, 1, Duration.ZERO, List.of()));
    }

    @Test
    void thePlansForTheElementsOfAListAreJoinedInOrder() {
        Plan plan = Plan.forEach(List.of(ETH0, NET1), link -> Plan.ensure(link).then(Plan.report(link)));
        assertThat(plan)
                .isEqualTo(Plan.ensure(ETH0)
                        .then(Plan.report(ETH0))
                        .then(Plan.ensure(NET1))
                        .then(Plan.report(NET1)));
        assertThat(Plan.remove(List.of(ETH0, NET1))).isEqualTo(Plan.remove(ETH0).then(Plan.remove(NET1)));
        assertThat(Plan.forEach(List.<Link>of(), Plan::ensure)).isEqualTo(Plan.NOTHING);
    }

    @Test
    void aReasonIsSetOnlyForItemsWithoutOne() {
        Plan plan = Plan.ensure(ETH0)
                .because("it is wanted")
                .then(Plan.remove(NET1).then(Plan.report(NET1)))
                .because("another reason");
        assertThat(plan.items())
                .containsExactly(
                        new Ensure(ETH0, "it is wanted"),
                        new Remove(NET1, "another reason"),
                        Plan.report(NET1).because("another reason").items().getFirst());
    }

    @Test
    void theEmptyPlanAddsNoItems() {
        assertThat(Plan.NOTHING.then(Plan.ensure(ETH0)).then(Plan.NOTHING)).isEqualTo(Plan.ensure(ETH0));
        assertThat(Plan.NOTHING.because("no reason")).isEqualTo(Plan.NOTHING);
    }

    @Test
    void aPlanCannotBeChanged() {
        Plan plan = Plan.ensure(ETH0);
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> plan.items().add(new Remove(ETH0, "")));
    }
}
