package meta.spi.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import meta.netlink.IpAddress;
import meta.netlink.testbed.Seeds;
import meta.spi.Claim;
import meta.spi.Effect;
import meta.spi.Plan;
import meta.spi.Snapshot;
import meta.spi.net.Netns;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlanTextTest {
    @Test
    void aPrintedPlanIsReadUnchanged() {
        Seeds.forEach(300, seed -> {
            Generator any = Generator.seeded(seed);
            Snapshot before = any.snapshot();
            Plan plan = any.plan(before);
            Plan read = PlanText.parse(PlanText.print(plan), before);
            assertThat(read.items()).containsExactlyElementsOf(plan.items());
        });
    }

    @Test
    void aPlanThatIsPrintedForAStateLeadsToTheSameState() {
        Seeds.forEach(200, seed -> {
            Generator any = Generator.seeded(seed);
            Snapshot before = any.snapshot();
            Plan plan = any.plan(before);
            Plan read = PlanText.parse(PlanText.print(plan, before), before);
            assertThat(before.with(read)).isEqualTo(before.with(plan));
        });
    }

    @Test
    void effectsAndExpectedAnswersAreLines() {
        Snapshot nothing = StateText.parse("");
        Effect effect = Effect.of("webhook", "it's one")
                .with("url", "http://10.0.0.1/a b")
                .with("body", "a\\\nb");
        Claim gateway = Claim.of(Netns.POD, "eth0", IpAddress.parse("10.0.0.1"));
        Plan plan = Plan.perform(effect)
                .then(Plan.undo(effect).because("it goes"))
                .then(Plan.expectAnswer(gateway, 3, Duration.ofSeconds(1)))
                .then(Plan.expectAnswerOrWarn(gateway, 1, Duration.ofMillis(200)));

        assertThat(PlanText.print(plan)).isEqualTo("""
                host perform webhook 'it'\\''s one' body='a\\\\\\nb' url='http://10.0.0.1/a b'
                host undo webhook 'it'\\''s one' body='a\\\\\\nb' url='http://10.0.0.1/a b' # because it goes
                pod  expect 10.0.0.1 dev eth0 times 3 interval 1s
                pod  expect 10.0.0.1 dev eth0 times 1 interval 200ms or-warn
                """);
        assertThat(PlanText.parse(PlanText.print(plan), nothing)).isEqualTo(plan);
        assertThat(PlanText.parse("host perform webhook a", nothing))
                .isEqualTo(Plan.perform(Effect.of("webhook", "a")));
    }

    @Test
    void equalSeedsGiveEqualStatesAndPlans() {
        Seeds.forEach(20, seed -> {
            Generator any = Generator.seeded(seed);
            Generator again = Generator.seeded(seed);
            Snapshot snapshot = any.snapshot();
            assertThat(again.snapshot()).isEqualTo(snapshot);
            assertThat(again.plan(snapshot)).isEqualTo(any.plan(snapshot));
        });
    }

    @Test
    void aVethPairIsOneItemOfSeveralLines() {
        Snapshot nothing = StateText.parse("");
        Plan plan = PlanText.parse("""
                host ip link add vethabc address 0a:00:00:00:00:01 mtu 1400 type veth peer name veth0 netns pod mtu 1400
                host ip link set vethabc alias mine up
                pod  ip link set veth0 up
                pod  report veth0
                """, nothing);
        assertThat(plan.items()).hasSize(2);
        assertThat(nothing.with(plan)).isEqualTo(StateText.parse("""
                host link vethabc lladdr 0a:00:00:00:00:01 mtu 1400 alias mine peer veth0 netns pod
                pod  link veth0 mtu 1400
                """));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            pod route add 10.0.0.0/8 dev eth0        | "route" is no word of a plan; accepted: ip, sysctl, rm, report, probe
            pod ip route change 10.0.0.0/8 dev eth0  | "change" is not one of add replace del, or append of a route
            pod ip rule replace from 10.0.0.1        | "replace" is not one of add replace del
            pod ip tunnel add tun0                   | "tunnel" is not one of link addr route rule neigh
            pod ip link set net1 mtu 9000            | the pod has no device net1 at this point
            pod ip link set eth0 mtu 9000 speed 1    | "speed" is no word of ip link set; accepted: address mtu txqueuelen alias up down
            pod ip link change eth0                  | "change" is not one of add set del
            pod ip link add veth0 type veth          | expected: host ip link add NAME address MAC mtu N type veth peer
            host ip link add veth1 type veth peer name veth0 | the peer is not in netns pod
            host ip link del eth0 type veth          | eth0 is no veth pair between host and pod
            pod sysctl net.ipv4.ip_forward=1         | expected: pod sysctl -w NAME=VALUE
            pod rm /etc/passwd                       | "/etc/passwd" is not below /proc/sys/
            """)
    void theErrorForAnInvalidLineShowsTheLineAndTheAcceptedWords(String line, String message) {
        Snapshot before = StateText.parse("host link eth0\npod link eth0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PlanText.parse(line, before))
                .withMessageStartingWith("line 1: " + line)
                .withMessageContaining(message);
    }
}
