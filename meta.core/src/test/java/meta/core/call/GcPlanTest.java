package meta.core.call;

import static meta.spi.testkit.Given.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import meta.core.reconcile.ChangeCommands;
import meta.spi.Attachment;
import meta.spi.net.Link;
import meta.spi.net.NetworkObject;
import meta.spi.testkit.Given;
import org.junit.jupiter.api.Test;

/** A GC deletes a link only if its attachment is released and not listed, and no attachment that still exists uses the link. */
class GcPlanTest {
    private static final Attachment VALID = Attachment.of("lan", "a1", "eth0", "");
    private static final Attachment UNLISTED = Attachment.of("lan", "b2", "eth0", "");
    private static final Attachment OTHER_NETWORK = Attachment.of("wan", "b2", "net1", "");
    private static final Attachment OTHER_NIC = Attachment.of("lan", "b2", "net1", "");

    private static final Given NODE = given("""
            host link vetha kind veth alias 'meta-plugins network=lan container=a1 ifname=eth0'
            host link vethb kind veth alias 'meta-plugins network=lan container=b2 ifname=eth0'
            host link vethc kind veth alias 'meta-plugins network=wan container=c3 ifname=eth0'
            host link vethd kind veth alias 'other'
            host link vethe kind veth
            """);

    private static final Set<String> RELEASED = Set.of(VALID.mark(), UNLISTED.mark(), OTHER_NIC.mark());
    private static final GcPlan PLAN = new GcPlan("lan", Set.of(VALID.mark()), RELEASED);

    @Test
    void aLinkIsReleasedIfItsMarkIsReleasedAndNotListedAndOfTheNetwork() {
        assertThat(NODE.snapshot().host().links().stream().filter(PLAN::isReleased))
                .extracting(Link::name)
                .containsExactly("vethb");
    }

    @Test
    void aLinkWhoseAttachmentTheRuntimeHasNotReleasedStays() {
        GcPlan plan = new GcPlan("lan", Set.of(VALID.mark()), Set.of());

        assertThat(NODE.snapshot().host().links()).noneMatch(plan::isReleased);
        assertThat(NODE.snapshot().host().links().stream().filter(plan::isUnlisted))
                .extracting(Link::name)
                .containsExactly("vethb");
    }

    @Test
    void aLinkThatAnUnreleasedAttachmentUsesIsHandedOver() {
        GcPlan plan = new GcPlan("lan", Set.of(VALID.mark()), Set.of(UNLISTED.mark()));

        assertThat(changes(plan, List.of(OTHER_NIC), ""))
                .contains("vethb", OTHER_NIC.mark())
                .doesNotContain("del");
    }

    @Test
    void aLinkThatNoOtherAttachmentUsesIsRemoved() {
        assertThat(changes(PLAN, List.of(), "")).isEqualTo("ip link del vethb\n");
        assertThat(changes(PLAN, List.of(UNLISTED, OTHER_NIC), ""))
                .as("all other attachments that use the link are released")
                .isEqualTo("ip link del vethb\n");
    }

    @Test
    void aLinkThatAnAttachmentOfAnotherNetworkUsesIsHandedOver() {
        assertThat(changes(PLAN, List.of(OTHER_NETWORK), ""))
                .contains("vethb", OTHER_NETWORK.mark())
                .doesNotContain("del");
    }

    @Test
    void aLinkThatAValidAttachmentUsesIsHandedOver() {
        GcPlan plan = new GcPlan("lan", Set.of(VALID.mark(), OTHER_NIC.mark()), RELEASED);

        assertThat(changes(plan, List.of(OTHER_NIC, OTHER_NETWORK), ""))
                .contains("vethb", OTHER_NIC.mark())
                .doesNotContain("del", OTHER_NETWORK.mark());
    }

    @Test
    void orphanedObjectsAreRemovedBeforeTheLinks() {
        assertThat(changes(PLAN, List.of(), """
                host route 172.18.24.77 dev vethc proto 109
                host neigh 172.18.24.77 dev vethc nud permanent protocol 109
                """)).isEqualTo("""
                ip neigh del 172.18.24.77 dev vethc
                ip route del 172.18.24.77 dev vethc proto 109
                ip link del vethb
                """);
    }

    private static String changes(GcPlan plan, List<Attachment> sharing, String orphans) {
        Map<Link, List<Attachment>> released = new LinkedHashMap<>();
        NODE.snapshot().host().links().stream().filter(plan::isReleased).forEach(link -> released.put(link, sharing));
        List<NetworkObject> found = List.copyOf(given(orphans).snapshot().host().objects());
        return plan.changes(released, found, List.of()).list().stream()
                .map(change -> new ChangeCommands(change) + "\n")
                .collect(Collectors.joining());
    }
}
