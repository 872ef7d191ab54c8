package meta.core.reconcile;

import static meta.spi.testkit.Given.given;
import static org.assertj.core.api.Assertions.assertThat;

import meta.spi.testkit.Given;
import org.junit.jupiter.api.Test;

class DadFailedHostObjectsTest {

    @Test
    void onlyObjectsForAnAddressThatHasFailedDuplicateAddressDetectionAreRemoved() {
        Given pod = given("""
                host link vetha kind veth peer veth0 netns pod
                host link vethb kind veth
                pod  link veth0 kind veth
                pod  link eth0
                pod  addr fd00:18::120/64 dev eth0 dadfailed
                pod  addr fd00:18::121/64 dev eth0
                host route fd00:18::120 dev vetha proto 109
                host route fd00:18::121 dev vetha proto 109
                host route fd00:18::120 dev vetha table 500 proto static
                host neigh fd00:18::120 dev vetha nud permanent protocol 109
                host neigh fd00:18::120 dev vethb nud permanent protocol 109
                """).attachment("lan", "0123456789abcdef", "eth0");

        assertThat(new DadFailedHostObjects(pod.attachment(), pod.snapshot())
                        .changes().list().stream().map(change -> new ChangeCommands(change).toString()))
                .containsExactlyInAnyOrder(
                        "ip route del fd00:18::120 dev vetha proto 109", "ip neigh del fd00:18::120 dev vetha");
    }
}
