package meta.core.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import meta.core.reconcile.Change;
import meta.netlink.IpAddress;
import meta.netlink.Prefix;
import meta.spi.Addressing;
import meta.spi.Attachment;
import meta.spi.net.Netns;
import meta.spi.net.Route;
import org.junit.jupiter.api.Test;

/** The log of a call contains its changes as shell commands and a summary in one line. */
class CallLogLinesTest {
    private static final String NETNS = "/var/run/netns/cni-1f";

    @Test
    void consecutiveChangesOfAStepAreOneLine() {
        assertThat(CallLogLines.lines(
                        List.of(
                                created("setupRoutes", "", Netns.POD, "10.96.0.0/12"),
                                created("setupRoutes", "", Netns.HOST, "10.6.0.9/32"),
                                created("setupRoutes", "the way back", Netns.POD, "10.97.0.0/16"),
                                created("tuneSysctl", "", Netns.POD, "10.98.0.0/16")),
                        NETNS))
                .containsExactly(
                        "setupRoutes: ip -n cni-1f route add 10.96.0.0/12 dev veth0 scope link proto 109"
                                + " && ip route add 10.6.0.9 dev veth0 scope link proto 109",
                        "setupRoutes (the way back): ip -n cni-1f route add 10.97.0.0/16 dev veth0 scope link proto 109",
                        "tuneSysctl: ip -n cni-1f route add 10.98.0.0/16 dev veth0 scope link proto 109");
    }

    @Test
    void aLongLineIsSplit() {
        List<Change> changes = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            changes.add(created("migrateRoute", "", Netns.POD, "10." + i + ".0.0/16"));
        }

        List<String> lines = CallLogLines.lines(changes, NETNS);

        assertThat(lines)
                .hasSizeBetween(5, 12)
                .allMatch(line -> line.startsWith("migrateRoute: ip -n cni-1f route add "));
        assertThat(lines).allMatch(line -> line.length() < 1200);
        assertThat(String.join(" ", lines).split(" route add ", -1)).hasSize(101);
    }

    @Test
    void withoutChangesThereAreNoLines() {
        assertThat(CallLogLines.lines(List.of(), NETNS)).isEmpty();
    }

    @Test
    void theSummaryHasTheNumberOfChangesAndTheAddressesExceptLinkLocalOnes() {
        Attachment eth0 = Attachment.of("lan", "c0ffee", "eth0", NETNS);
        List<IpAddress> addresses = List.of(IpAddress.parse("10.6.0.9"), IpAddress.parse("fe80::1"));

        assertThat(CallLogLines.of("DEL", eth0, addresses, CallLogLines.changes(1), 23))
                .isEqualTo("DEL eth0 done in 23 ms: 10.6.0.9, 1 change");
        assertThat(CallLogLines.of("DEL", eth0, List.of(), CallLogLines.changes(0), 4))
                .isEqualTo("DEL eth0 done in 4 ms: nothing to change");
        assertThat(CallLogLines.of("ADD", eth0, Addressing.NONE, CallLogLines.changes(0), 3))
                .isEqualTo("ADD eth0 done in 3 ms: nothing to change");
    }

    private static Change created(String step, String reason, Netns netns, String destination) {
        return new Change.Create(step, reason, Route.to(Prefix.parse(destination), netns, "veth0"));
    }
}
