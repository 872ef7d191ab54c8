package meta.core.reconcile;

import static meta.spi.testkit.Given.given;
import static meta.spi.testkit.PlanAssert.assertThat;

import java.util.List;
import java.util.stream.Stream;
import meta.spi.Plan;
import meta.spi.net.NetworkObject;
import meta.spi.testkit.Given;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ObsoleteObjectsTest {
    private static final String MARK = "'meta-plugins network=lan container=0123456789abcdef ifname=eth0'";

    /** The plan of the plugin type {@code veth} for a pod with one NIC. */
    private static final String PLANNED_OF_VETH = """
            pod  neigh 172.18.0.2 dev veth0 lladdr 0a:00:00:00:00:01 nud permanent protocol 109
            pod  route 172.18.0.2 dev veth0 scope link src 172.18.24.120 proto 109
            pod  route 10.96.0.0/12 via 172.18.0.2 dev veth0 src 172.18.24.120 proto 109
            host neigh 172.18.24.120 dev vetha lladdr 0a:00:00:00:00:02 nud permanent protocol 109
            host route 172.18.24.120 dev vetha scope link proto 109
            """;

    private static final Given VETH = given(
                    """
                    host link eth0
                    host addr 172.18.0.2/16 dev eth0
                    pod  link eth0 kind macvlan
                    pod  addr 172.18.24.120/16 dev eth0
                    pod  link veth0 kind veth
                    pod  rule lookup main priority 32766 protocol kernel
                    """ + "host link vetha kind veth peer veth0 netns pod alias " + MARK + "\n" + PLANNED_OF_VETH)
            .assigned("172.18.24.120/16");

    /** The plan of the plugin type {@code router} for a pod with an overlay NIC and a second NIC. */
    private static final String PLANNED_OF_ROUTER = """
            pod  neigh 172.18.0.2 dev eth0 lladdr 0a:00:00:00:00:01 nud permanent protocol 109
            pod  route 172.18.0.2 dev eth0 scope link src 10.244.0.5 proto 109
            pod  rule to 10.96.0.0/12 lookup 200 priority 1000 protocol 109
            pod  rule from 10.244.0.5 lookup 200 priority 1100 protocol 109
            host rule lookup 500 priority 1000 protocol 109
            host neigh 172.18.24.77 dev cali1 lladdr 0a:00:00:00:00:02 nud permanent protocol 109
            host route 172.18.24.77 dev cali1 scope link table 500 proto 109
            """;

    private static final Given ROUTER = given("""
                    host link eth0
                    host addr 172.18.0.2/16 dev eth0
                    host link cali1 kind veth peer eth0 netns pod
                    host link cali2 kind veth
                    pod  link eth0 kind veth
                    pod  addr 10.244.0.5/32 dev eth0
                    pod  link net1 kind macvlan
                    pod  addr 172.18.24.77/16 dev net1
                    pod  route default via 169.254.1.1 dev eth0 table 200
                    """ + PLANNED_OF_ROUTER)
            .attachment("lan", "0123456789abcdef", "net1")
            .assigned("172.18.24.77/16");

    private static Plan obsolete(Given state, String planned, boolean isStepOff) {
        Given wanted = given(planned);
        List<StepPlan> plans = Stream.concat(
                        wanted.snapshot().host().objects().stream(), wanted.snapshot().pod().objects().stream())
                .map((NetworkObject object) -> new StepPlan("step", Plan.ensure(object)))
                .toList();
        return new ObsoleteObjects(state.attachment(), state.addressing(), state.snapshot(), plans, isStepOff).plan();
    }

    private static Plan ofVeth(Given state) {
        return obsolete(state, PLANNED_OF_VETH, false);
    }

    private static Plan ofRouter(Given state) {
        return obsolete(state, PLANNED_OF_ROUTER, false);
    }

    @Test
    void plannedObjectsAreNotObsolete() {
        assertThat(ofVeth(VETH)).isPlan("");
        assertThat(ofRouter(ROUTER)).isPlan("");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            pod  neigh 172.18.0.9 dev veth0 lladdr 0a:00:00:00:00:01 nud permanent protocol 109   | pod  ip neigh del 172.18.0.9 dev veth0
            pod  route 172.18.0.9 dev veth0 scope link proto 109                                  | pod  ip route del 172.18.0.9 dev veth0 proto 109
            pod  route 172.18.0.9 dev veth0 scope link table 77 proto 109                         | pod  ip route del 172.18.0.9 dev veth0 table 77 proto 109
            pod  route 10.0.0.0/8 via 172.18.0.2 dev veth0 proto 109                              | pod  ip route del 10.0.0.0/8 via 172.18.0.2 dev veth0 proto 109
            host route 172.18.24.120 dev vetha scope link table 500 proto 109                     | host ip route del 172.18.24.120 dev vetha table 500 proto 109
            host route 172.18.24.9 dev vetha scope link proto 109                                 | host ip route del 172.18.24.9 dev vetha proto 109
            host neigh 172.18.24.9 dev vetha lladdr 0a:00:00:00:00:02 nud permanent protocol 109  | host ip neigh del 172.18.24.9 dev vetha
            """)
    void objectsOfOursThatNoPlanContainsAreObsolete(String object, String command) {
        assertThat(ofVeth(VETH.and(object))).isPlan(command);
    }

    /**
     * Each object lacks one property of obsolete objects: for example, it does not have our protocol number, or is on a device that the plans do not
     * use.
     */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "pod  neigh 172.18.0.9 dev veth0 lladdr 0a:00:00:00:00:01 nud permanent",
                "pod  route 172.18.0.9 dev veth0 scope link",
                "pod  route 172.18.0.9 dev eth0 scope link proto 109",
                "pod  route 203.0.113.0/24 via 172.18.0.1 dev eth0 proto 109",
                "pod  rule from 203.0.113.7 lookup 77 priority 50 protocol 109",
                "host route 172.18.24.120 dev vetha scope link table 500",
                "host route 172.18.24.120 dev eth0 scope link table 500 proto 109",
                "host route 172.18.24.0/24 dev vetha proto 109",
                "host rule lookup 600 priority 1000 protocol 109",
            })
    void objectsThatResembleOursAreNotObsolete(String object) {
        assertThat(ofVeth(VETH.and(object))).isPlan("");
    }

    @Test
    void objectsOfAnotherPodAreNotObsolete() {
        assertThat(ofVeth(VETH.and("host link vethb kind veth")
                        .and("host route 172.18.24.9 dev vethb scope link proto 109")
                        .and("host neigh 172.18.24.9 dev vethb lladdr 0a:00:00:00:00:02 nud permanent protocol 109")))
                .isPlan("");
        assertThat(ofRouter(ROUTER.and("host route 172.18.24.9 dev cali2 scope link table 500 proto 109")))
                .isPlan("");
    }

    @Test
    void objectsForAnAddressThatHasFailedDuplicateAddressDetectionAreObsolete() {
        Given state = VETH.and("pod addr fd00:18::120/64 dev eth0 dadfailed")
                .and("host route fd00:18::120 dev vetha metric 1024 proto 109");
        assertThat(ofVeth(state)).isPlan("host ip route del fd00:18::120 dev vetha proto 109");
    }

    /** The other NIC may belong to an attachment whose configuration has other subnets and other addresses of the node. */
    @Test
    void ifThePodHasAnotherNicOnlyObjectsThatNoAttachmentNeedsAreObsolete() {
        Given two = VETH.and("pod link net1 kind macvlan\npod addr 192.168.7.9/24 dev net1");
        assertThat(ofVeth(two.and("""
                        host addr 172.18.0.3/16 dev eth0
                        pod  neigh 172.18.0.3 dev veth0 lladdr 0a:00:00:00:00:01 nud permanent protocol 109
                        pod  route 172.18.0.3 dev veth0 scope link proto 109
                        pod  route 172.18.0.3 dev veth0 scope link table 200 proto 109
                        pod  route 10.0.0.0/8 via 172.18.0.2 dev veth0 src 172.18.24.120 proto 109
                        pod  route 10.0.0.0/8 via 172.18.0.2 dev veth0 src 192.168.7.9 table 200 proto 109
                        pod  route 169.254.100.1 dev veth0 scope link proto 109
                        pod  rule from 192.168.7.9 lookup 200 priority 1100 protocol 109
                        pod  rule from 192.168.7.8 lookup 200 priority 1100 protocol 109
                        host route 192.168.7.9 dev vetha scope link proto 109
                        host route 192.168.7.8 dev vetha scope link proto 109
                        host neigh 192.168.7.9 dev vetha lladdr 0a:00:00:00:00:02 nud permanent protocol 109
                        """))).isPlan("");
        assertThat(ofVeth(two.and("""
                        pod  neigh 172.18.0.9 dev veth0 lladdr 0a:00:00:00:00:01 nud permanent protocol 109
                        pod  route 172.18.0.9 dev veth0 scope link table 200 proto 109
                        pod  rule from 192.168.7.9 lookup 200 priority 1100 protocol 109
                        host route 172.18.24.120 dev vetha scope link table 500 proto 109
                        """))).isPlan("""
                        host ip route del 172.18.24.120 dev vetha table 500 proto 109
                        pod  ip neigh del 172.18.0.9 dev veth0
                        pod  ip route del 172.18.0.9 dev veth0 table 200 proto 109
                        """);
    }

    @Test
    void anOverlayNicDoesNotCountAsAnotherAttachment() {
        assertThat(ofRouter(ROUTER.and("""
                        pod  route 172.18.0.9 dev eth0 scope link src 10.244.0.5 proto 109
                        pod  route 172.18.0.2 dev eth0 scope link table 207 proto 109
                        pod  rule to 10.0.0.0/8 lookup 200 priority 1000 protocol 109
                        pod  rule from 10.244.0.4 lookup 200 priority 1100 protocol 109
                        host route 172.18.24.77 dev cali1 scope link table 600 proto 109
                        """))).isPlan("""
                        pod  ip rule del to 10.0.0.0/8 lookup 200 priority 1000 protocol 109
                        pod  ip rule del from 10.244.0.4 lookup 200 priority 1100 protocol 109
                        host ip route del 172.18.24.77 dev cali1 table 600 proto 109
                        pod  ip route del 172.18.0.9 dev eth0 proto 109
                        pod  ip route del 172.18.0.2 dev eth0 table 207 proto 109
                        """);
    }

    /**
     * The option {@code migrate_route} was changed to 0 after an ADD. No plan contains the rule any more, but the table of the rule still has routes.
     */
    @Test
    void aRuleForAnAddressOfThePodIsNotObsolete() {
        assertThat(ofRouter(ROUTER.and("""
                        pod  rule from 172.18.24.77 lookup 200 priority 1100 protocol 109
                        pod  rule from 172.18.24.77 lookup 201 priority 1100 protocol 109
                        pod  route 172.18.0.2 dev eth0 scope link table 201 proto 109
                        """))).isPlan("");
    }

    @Test
    void objectsOfADisabledStepOnTheNicAreObsolete() {
        Given state = VETH.and("pod route 203.0.113.0/24 via 172.18.0.1 dev eth0 proto 109");
        assertThat(obsolete(state, PLANNED_OF_VETH, true))
                .isPlan("pod ip route del 203.0.113.0/24 via 172.18.0.1 dev eth0 proto 109");
        Given two = state.and("pod link net1 kind macvlan");
        assertThat(obsolete(two, PLANNED_OF_VETH, true)).isPlan("");
    }

    @Test
    void withoutPlannedObjectsNothingIsObsolete() {
        assertThat(obsolete(VETH, "", true)).isPlan("");
    }
}
