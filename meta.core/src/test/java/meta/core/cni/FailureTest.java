package meta.core.cni;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import meta.netlink.Errno;
import org.junit.jupiter.api.Test;

/** Each failure has a code, and a text for the user. */
class FailureTest {

    @Test
    void aRejectedChangeIsReportedWithStepCommandErrnoAndRollback() {
        var failure = new Failure.StepRejected(
                "setupRoutes",
                "ip -n pod route add 10.96.0.0/12 via 172.18.0.2 dev veth0 proto 109",
                "ENETUNREACH: Nexthop has invalid gateway",
                Optional.of(Errno.ENETUNREACH),
                "6 of 6 changes undone");

        assertThat(CniErrorJson.of(failure, CniVersion.V0_4_0)).isEqualTo(Json.object("""
                {'cniVersion': '0.4.0', 'code': 100, 'msg': 'a step failed',
                 'details': 'setupRoutes: ip -n pod route add 10.96.0.0/12 via 172.18.0.2 dev veth0 proto 109: \
                ENETUNREACH: Nexthop has invalid gateway; 6 of 6 changes undone'}"""));
    }

    @Test
    void eachProblemHasALine() {
        var failure = new Failure.BadConfiguration(List.of(
                new InputProblem("overlay_hijack_subnet[1]", "\"10.244.128.0/64\"", "an IPv4 prefix length is 0 to 32"),
                InputProblem.missing("prevResult", "the result of the plugin before")));

        assertThat(failure.code()).isEqualTo(7);
        assertThat(failure.details()).isEqualTo("""
                overlay_hijack_subnet[1]: "10.244.128.0/64": an IPv4 prefix length is 0 to 32
                prevResult: missing; the result of the plugin before""");
    }

    @Test
    void eachDifferenceHasALine() {
        var failure = new Failure.NotAsPlanned(List.of("setupVeth: veth0 is down", "setupRoutes: no route"));

        assertThat(failure.code()).isEqualTo(102);
        assertThat(failure.details()).isEqualTo("setupVeth: veth0 is down\nsetupRoutes: no route");
    }

    @Test
    void aPathThatIsNotANamespaceIsAnInvalidVariable() {
        Failure failure = Failure.BadEnvironment.noNamespace("/tmp/x", "is not a network namespace");

        assertThat(failure.code()).isEqualTo(4);
        assertThat(failure.details()).isEqualTo("CNI_NETNS: \"/tmp/x\": is not a network namespace");
    }

    @Test
    void theCodesAreTheSpecsCodesAndOurCodesFrom100() {
        assertThat(new Failure.UnknownVersion("\"9.9.9\"").code()).isEqualTo(1);
        assertThat(new Failure.VerbTooNew(CniVerb.GC, CniVersion.V1_0_0).code()).isEqualTo(1);
        assertThat(new Failure.InputOutput("standard input", "closed").code()).isEqualTo(5);
        assertThat(new Failure.Undecodable(1, 1, "nothing").code()).isEqualTo(6);
        assertThat(new Failure.TryAgain("busy").code()).isEqualTo(11);
        assertThat(new Failure.NotAvailable("no").code()).isEqualTo(50);
        assertThat(new Failure.LimitedConnectivity("no").code()).isEqualTo(51);
        assertThat(new Failure.StepUnplanned("setupVeth", "no NIC").code()).isEqualTo(100);
        assertThat(new Failure.AddressConflict("10.0.0.1", "0a:00:00:00:00:01").code())
                .isEqualTo(101);
        assertThat(new Failure.Unexpected("a mistake").code()).isEqualTo(999);
    }

    @Test
    void theExceptionHasTheMessageOfTheFailure() {
        assertThat(new CallFailedException(new Failure.TryAgain("another call has the lock")))
                .hasMessage("try again later: another call has the lock");
    }

    @Test
    void aMissingCapabilityIsNamed() {
        Failure rejected = rejected(Errno.EPERM);
        Failure other = rejected(Errno.EEXIST);

        assertThat(rejected.details())
                .isEqualTo(
                        "setupRoutes: ip route add default: EPERM (requires root or CAP_NET_ADMIN); 0 of 0 changes undone");
        assertThat(other.details()).isEqualTo("setupRoutes: ip route add default: EEXIST; 0 of 0 changes undone");
        assertThat(Failure.rights("/run/netns/a: setns: EPERM", "CAP_SYS_ADMIN"))
                .isEqualTo(" (requires root or CAP_SYS_ADMIN)");
    }

    @Test
    void aLackOfFileDescriptorsIsATemporaryShortage() {
        assertThat(rejected(Errno.EMFILE).code()).isEqualTo(11);
        assertThat(rejected(Errno.EMFILE).isShortage()).isTrue();
        assertThat(rejected(Errno.ENFILE).isShortage()).isTrue();
        assertThat(rejected(Errno.ENOMEM).isShortage()).isFalse();
        assertThat(rejected(Errno.ENOMEM).code()).isEqualTo(100);
    }

    private static Failure rejected(Errno errno) {
        return new Failure.StepRejected(
                "setupRoutes", "ip route add default", errno.toString(), Optional.of(errno), "0 of 0 changes undone");
    }

    @Test
    void thePathOfAnInvalidNamespaceIsGivenOnce() {
        assertThat(Failure.BadEnvironment.noNamespace("/run/netns/a", "/run/netns/a: does not exist")
                        .details())
                .isEqualTo("CNI_NETNS: \"/run/netns/a\": does not exist");
    }
}
