package meta.core.reconcile;

import static meta.spi.testkit.Given.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import meta.netlink.IpAddress;
import meta.netlink.MacAddress;
import meta.spi.Attachment;
import meta.spi.Plan;
import meta.spi.net.Link;
import meta.spi.net.Netns;
import meta.spi.routing.MainNic;
import meta.spi.routing.NicRelease;
import meta.spi.testkit.Given;
import org.junit.jupiter.api.Test;

class RemovalStageTest {
    private static final IpAddress ADDRESS = IpAddress.parse("172.18.0.11");

    private static Attachment attachment(String nic) {
        return Attachment.of("lan", "0123456789abcdef", nic, "/run/netns/pod");
    }

    private static String stages(List<Change> changes) {
        StringBuilder text = new StringBuilder();
        for (Changes stage : RemovalStage.of(changes)) {
            stage.list()
                    .forEach(change -> text.append(new ChangeCommands(change)).append('\n'));
            text.append('\n');
        }
        return text.toString().replaceAll(" proto(col)? 109", "");
    }

    @Test
    void theHostEndGetsTheMarkOfTheNextNicBeforeTheAliasOfThePodEndChanges() {
        MacAddress lladdr = MacAddress.parse("0a:00:00:00:00:01");
        Link outside = Link.of(Netns.HOST, "vethabc", "veth", lladdr, 1500);
        Link inside = Link.of(Netns.POD, "veth0", "veth", lladdr, 1500);
        Change note = new Change.Replace("DEL", "", inside.withAlias("two NICs"), inside);
        Change mark = new Change.Replace("DEL", "", outside, outside.withAlias("the next owner"));

        assertThat(RemovalStage.of(List.of(note, mark)))
                .containsExactly(new Changes(List.of(mark)), new Changes(List.of(note)));
    }

    @Test
    void forRouterMainIsRestoredBeforeTheTableAndTheRulesAreRemoved() {
        Given pod = given("""
                host link cali1 kind veth peer eth0 netns pod
                host route 172.18.0.11 dev cali1 table 500 proto 109
                host neigh 172.18.0.11 dev cali1 nud permanent protocol 109
                pod link eth0 kind veth peer cali1 netns host
                pod link net1
                pod addr 10.244.0.5/32 dev eth0
                pod addr 172.18.0.11/16 dev net1
                pod route default via 172.18.0.1 dev net1
                pod route default via 172.18.0.1 dev net1 table 199
                pod route default via 169.254.1.1 dev eth0 table 200
                pod rule to 10.96.0.0/12 lookup 200 priority 1000 protocol 109
                pod rule from 10.244.0.5 lookup 200 priority 1100 protocol 109
                pod rule from 172.18.0.11 lookup 199 priority 1100 protocol 109
                """);
        Plan released = new NicRelease(attachment("net1"), List.of(ADDRESS), MainNic.LAST, pod.snapshot()).plan();
        List<Change> changes =
                new ArrayList<>(Difference.between(List.of(new StepPlan(HostRemoval.STEP, released)), pod.snapshot())
                        .list());
        changes.addAll(new HostRemoval(attachment("net1"), Set.of(ADDRESS), pod.snapshot(), Map.of())
                .changes()
                .list());

        assertThat(stages(changes)).isEqualTo("""
                ip -n pod route append default via 169.254.1.1 dev eth0

                ip -n pod route del default via 172.18.0.1 dev net1 table 199
                ip -n pod route del default via 169.254.1.1 dev eth0 table 200

                ip -n pod rule del from 172.18.0.11 lookup 199 priority 1100
                ip -n pod rule del from 10.244.0.5 lookup 200 priority 1100

                ip -n pod rule del to 10.96.0.0/12 lookup 200 priority 1000

                ip route del 172.18.0.11 dev cali1 table 500
                ip neigh del 172.18.0.11 dev cali1

                """);
    }

    @Test
    void forVethTheLinkAndItsMarkAreRemovedLast() {
        Given pod = given("""
                host link vetha kind veth peer veth0 netns pod alias 'meta-plugins network=lan container=0123456789abcdef ifname=eth0'
                host link vethb kind veth peer veth1 netns pod alias 'meta-plugins network=lan container=0123456789abcdef ifname=net1'
                host route 172.18.0.11 dev vethb proto 109
                pod link veth0 kind veth peer vetha netns host
                pod link veth1 kind veth peer vethb netns host
                """);

        assertThat(stages(new HostRemoval(attachment("eth0"), Set.of(ADDRESS), pod.snapshot(), Map.of())
                        .changes()
                        .list()))
                .isEqualTo("""
                        ip route del 172.18.0.11 dev vethb

                        ip link del vetha

                        """);
    }
}
