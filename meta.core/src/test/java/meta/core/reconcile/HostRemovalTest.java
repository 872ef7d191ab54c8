package meta.core.reconcile;

import static meta.spi.testkit.Given.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import meta.netlink.IpAddress;
import meta.spi.StableMac;
import meta.spi.testkit.Given;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostRemovalTest {
    private static final String MARK = "'meta-plugins network=lan container=0123456789abcdef ifname=";
    private static final IpAddress ADDRESS = IpAddress.parse("172.18.24.77");

    /** A pod with the plugin type {@code router}. cali1 is the host end of the pod's overlay NIC; cali2 is the host end of another pod. */
    private static final Given ROUTER = given("""
            host link cali1 kind veth peer eth0 netns pod
            pod  link eth0 kind veth
            host link cali2 kind veth
            host link uplink
            """);

    /** A pod with the plugin type {@code veth}. The pair vetha/veth0 was created for the NIC eth0; vethb is the host end of another pod's pair. */
    private static final Given VETH = given("host link vetha kind veth peer veth0 netns pod alias " + MARK + "eth0'\n"
            + "pod link veth0 kind veth\n"
            + "host link vethb kind veth alias 'meta-plugins network=lan container=fedcba ifname=eth0'\n");

    private static String removed(Given state, Map<String, Set<IpAddress>> behind) {
        return new HostRemoval(state.attachment(), List.of(ADDRESS), state.snapshot(), behind)
                .changes().list().stream()
                        .map(change -> new ChangeCommands(change).toString())
                        .collect(Collectors.joining("\n"));
    }

    private static String removed(Given state) {
        return removed(state, Map.of());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            route 172.18.24.77 dev cali1 table 500 proto 109                     | route del
            route 172.18.24.77 dev cali1 table 600 proto 109                     | route del
            route 172.18.24.77 dev cali1 proto 109                               | route del
            neigh 172.18.24.77 dev cali1 nud permanent protocol 109              | neigh del
            route 172.18.24.77 dev cali1 table 500 proto static                  | ''
            route 172.18.24.77 dev cali1 table 500                               | ''
            route 172.18.24.78 dev cali1 table 500 proto 109                     | ''
            route 172.18.24.76/30 dev cali1 table 500 proto 109                  | ''
            neigh 172.18.24.77 dev cali1 nud permanent                           | ''
            neigh 172.18.24.78 dev cali1 nud permanent protocol 109              | ''
            route 172.18.24.77 dev cali2 table 500 proto 109                     | ''
            neigh 172.18.24.77 dev cali2 nud permanent protocol 109              | ''
            route 172.18.24.77 dev uplink proto 109                              | ''
            neigh 172.18.24.77 dev uplink nud permanent protocol 109             | ''
            rule lookup 500 priority 1000 protocol 109                           | ''
            rule to 172.18.24.77 lookup 500 priority 1000 protocol 109           | ''
            """)
    void onlyObjectsForTheAddressWithNumber109OnDevicesOfThisPodAreRemoved(String object, String command) {
        String removed = removed(ROUTER.and("host " + object));
        if (command.isEmpty()) {
            assertThat(removed).isEmpty();
        } else {
            assertThat(removed).contains(command, "172.18.24.77", "dev cali1").doesNotContain("\n");
        }
    }

    @Test
    void aPairWithoutAMarkIsRecognizedByTheMacAddressOfItsHostEnd() {
        Given bare = given("host link vethx lladdr " + StableMac.ofHostEnd(VETH.attachment())
                + " kind veth peer veth0 netns pod\npod link veth0 kind veth\n");

        assertThat(removed(bare)).isEqualTo("ip link del vethx");
    }

    @Test
    void objectsOnAnotherPodsDeviceAreKept() {
        assertThat(removed(VETH.and("""
                        host route 172.18.24.77 dev vethb proto 109
                        host neigh 172.18.24.77 dev vethb nud permanent protocol 109
                        """))).isEqualTo("ip link del vetha");
    }

    @Test
    void forObjectsOnTheAttachmentsOwnLinkOnlyTheLinkIsDeleted() {
        assertThat(removed(VETH.and("host route 172.18.24.77 dev vetha proto 109")))
                .isEqualTo("ip link del vetha");
    }

    @Test
    void aLaterNicRemovesItsObjectsFromTheLinkOfTheFirst() {
        Given later =
                VETH.and("host route 172.18.24.77 dev vetha proto 109").attachment("lan", "0123456789abcdef", "net1");
        assertThat(removed(later)).contains("route del 172.18.24.77").doesNotContain("link del");
    }

    @Test
    void ifTheNamespaceIsGoneTheLinkOfAnotherNicOfThePodIsRecognizedByItsMark() {
        Given gone = given("host link vetha kind veth alias " + MARK + "eth0'\n"
                        + "host route 172.18.24.77 dev vetha table 500 proto 109\n")
                .attachment("lan", "0123456789abcdef", "net1");
        assertThat(removed(gone)).contains("route del 172.18.24.77").doesNotContain("link del");
    }

    /** {@code CNI_NETNS} can be a path with a process id. A process of another pod may have this process id now. */
    @Test
    void theNamespaceOfAnotherContainerIsRecognizedByTheMarkOfItsPair() {
        Given others = given("""
                host link vethb kind veth peer veth0 netns pod alias 'meta-plugins network=lan container=fedcba ifname=eth0'
                host route 172.18.24.77 dev vethb proto 109
                host neigh 172.18.24.77 dev vethb nud permanent protocol 109
                """);
        assertThat(removed(others)).isEmpty();
        assertThat(new HostRemoval(others.attachment(), List.of(ADDRESS), others.snapshot(), Map.of())
                        .isInPodOfAnother())
                .isTrue();
        assertThat(new HostRemoval(VETH.attachment(), List.of(ADDRESS), VETH.snapshot(), Map.of()).isInPodOfAnother())
                .isFalse();
        assertThat(new HostRemoval(ROUTER.attachment(), List.of(ADDRESS), ROUTER.snapshot(), Map.of())
                        .isInPodOfAnother())
                .isFalse();
    }

    @Test
    void aLinkWithAnAliasThatResemblesTheMarkIsKept() {
        assertThat(removed(given("host link vetha kind veth alias " + MARK + "eth0 (spare)'\n"
                        + "host link vethb kind veth alias " + MARK + "eth01'\n"
                        + "host link vethc kind veth alias 'meta-plugins network=lan'\n")))
                .isEmpty();
    }

    /**
     * If a namespace is deleted, a physical NIC in the namespace returns to the host, with the name and the alias that a process in the pod has set.
     */
    @Test
    void aLinkWithTheMarkThatIsNotAVethIsKept() {
        assertThat(removed(given("host link vetha alias " + MARK + "eth0'\n"))).isEmpty();
    }

    /**
     * The pod's namespace no longer exists, so that an existing overlay device leads to another pod. The addresses of that pod show whether it has
     * the address.
     */
    @Test
    void onAnOverlayDeviceObjectsAreRemovedOnlyIfTheNamespaceBehindItLacksTheAddress() {
        Given gone = given("""
                host link cali9 kind veth
                host route 172.18.24.77 dev cali9 table 500 proto 109
                host neigh 172.18.24.77 dev cali9 nud permanent protocol 109
                """);
        assertThat(removed(gone))
                .as("the addresses of the pod to which the device leads are unknown")
                .isEmpty();
        assertThat(removed(gone, Map.of("cali9", Set.of(ADDRESS))))
                .as("another pod has the address")
                .isEmpty();
        assertThat(removed(gone, Map.of("cali9", Set.of(IpAddress.parse("172.18.24.78")))))
                .contains("route del 172.18.24.77", "neigh del 172.18.24.77");
    }
}
