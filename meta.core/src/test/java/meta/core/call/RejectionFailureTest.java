package meta.core.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import meta.core.reconcile.ApplyResult;
import meta.core.reconcile.Change;
import meta.core.reconcile.RejectedChange;
import meta.netlink.Errno;
import meta.netlink.Prefix;
import meta.netlink.socket.Reply;
import meta.spi.net.Netns;
import meta.spi.net.Route;
import org.junit.jupiter.api.Test;

/** The failure for a rejected change contains the command, the reply of the kernel and, for a third-party step, its jar. */
class RejectionFailureTest {
    private static final RejectionFailure FAILURE =
            new RejectionFailure("/run/netns/pod", Map.of("acme", "/steps.d/acme.jar"));

    @Test
    void aRejectedChangeOfAThirdPartyNamesItsJar() {
        assertThat(details("acme"))
                .isEqualTo("acme: ip -n pod route add 203.0.113.0/24 dev eth0 scope link proto 109: ENETUNREACH: no"
                        + " (of /steps.d/acme.jar); 0 of 0 changes undone");
    }

    @Test
    void aRejectedChangeOfAStepOfTheImageNamesNoJar() {
        assertThat(details("setupVeth")).contains("ENETUNREACH: no; 0 of 0 changes undone");
    }

    @Test
    void theFailureOfAnEffectInARepairSaysThatTheChangesStay() {
        EffectsFailedException failed =
                new EffectsFailedException("acme", "effect webhook: a", "no luck", "1 of 1 effects undone");
        String effect = "acme: effect webhook: a: no luck; 1 of 1 effects undone";

        assertThat(FAILURE.failure(failed, 0).failure().details()).isEqualTo(effect);
        assertThat(FAILURE.failure(failed, 1).failure().details()).isEqualTo(effect + "; 1 change stays");
        assertThat(FAILURE.failure(failed, 2).failure().details()).isEqualTo(effect + "; 2 changes stay");
    }

    private static String details(String step) {
        Route route = Route.to(Prefix.parse("203.0.113.0/24"), Netns.POD, "eth0");
        RejectedChange rejected =
                new RejectedChange(new Change.Create(step, "", route), new Reply.Rejected(Errno.ENETUNREACH, "no", 0));
        return FAILURE.failure(new ApplyResult.RolledBack(rejected, List.of(), List.of()))
                .failure()
                .details();
    }
}
