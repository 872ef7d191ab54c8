package meta.image.install;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import meta.image.topology.Output;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The image for arm64, on a machine that is emulated completely: plan, cold calls, and calls through the agent. */
@Tag("install")
class ArmMachineIT {
    private static final String HEALTHY = "# all is as it should be";
    private static final String RESTORED_ROUTE =
            "pod  ip route add 10.96.0.0/12 via 172.18.0.2 dev veth0 src 172.18.0.120 proto 109";

    private static ArmMachine machine;

    @BeforeAll
    static void runTheMachine() throws IOException, InterruptedException {
        machine = ArmMachine.run();
    }

    @Test
    void theMachineRunsAKernelForArm64() {
        assertThat(machine.answer("machine").text()).startsWith("Linux ").contains(" aarch64 ");
    }

    @Test
    void theClientAnswersVersion() {
        assertThat(machine.answer("version").text()).startsWith("{").contains("\"supportedVersions\":[");
    }

    @Test
    void aWrongConfigurationIsReported() {
        Output refused = machine.answer("wrong configuration");

        assertThat(refused.status()).isOne();
        assertThat(refused.stdout()).startsWith("{\"cniVersion\":").contains("\"code\":7", "10.96.0.0/40");
    }

    @Test
    void planPrintsTheChangesOfAnAdd() {
        Output plan = machine.answer("plan");

        assertThat(plan.status()).isEqualTo(2);
        assertThat(plan.stdout().lines())
                .anyMatch(line ->
                        line.matches("host ip link add vethc1 address .* type veth peer name veth0 netns pod .*"))
                .anyMatch(line -> line.matches("host ip neigh replace fd18::120 dev vethc1 lladdr .* nud permanent .*"))
                .contains(
                        RESTORED_ROUTE,
                        "host ip route add 172.18.0.120 dev vethc1 scope link proto 109",
                        "pod  ip route add fd96::/108 via fd18::2 dev veth0 src fd18::120 proto 109",
                        "pod  sysctl -w net.ipv4.conf.veth0.rp_filter=2");
    }

    @Test
    void planChangesNothing() {
        assertThat(stateOf("plan")).isEqualTo(stateOf("nothing"));
    }

    @Test
    void anAddressThatAnotherHostHasIsReported() {
        Output refused = machine.answer("conflict");

        assertThat(refused.status()).isOne();
        assertThat(refused.stdout()).contains("\"code\":101", "address 172.18.0.120 is in use");
        assertThat(stateOf("conflict")).isEqualTo(stateOf("nothing"));
    }

    @Test
    void aColdAddConnectsThePodAndTheNode() {
        assertThat(machine.answer("ping without veth").succeeded()).isFalse();
        assertThat(machine.answer("add").text()).startsWith("{\"cniVersion\":").contains("\"name\":\"veth0\"");
        machine.answer("ping").text();
    }

    @Test
    void checkAndPlanFindNoDifferenceAfterAnAdd() {
        assertThat(machine.answer("check").text()).isEmpty();
        assertThat(machine.answer("plan after add").text()).endsWith(HEALTHY);
    }

    @Test
    void aRepeatedAddHasTheSameResult() {
        assertThat(machine.answer("repeated add").text())
                .isEqualTo(machine.answer("add").text());
    }

    /** The flag {@code O_NOFOLLOW} has another value on arm64. */
    @Test
    void aLogThatIsASymbolicLinkIsNotWritten() {
        assertThat(machine.answer("linked log").text())
                .isEqualTo("log file /var/log/linked.log: not written: /var/log/linked.log: ELOOP");
        assertThat(machine.answer("target of the link").succeeded()).isFalse();
    }

    @Test
    void checkAndPlanFindAMissingRoute() {
        Output failed = machine.answer("check without a route");
        Output plan = machine.answer("plan without a route");

        assertThat(failed.status()).isOne();
        assertThat(failed.stdout()).contains("\"code\":102", "ip -n pod route add 10.96.0.0/12");
        assertThat(plan.status()).isEqualTo(2);
        assertThat(plan.stdout().lines().filter(line -> !line.startsWith("# "))).containsExactly(RESTORED_ROUTE);
    }

    @Test
    void delLeavesNodeAndPodAsBeforeTheAdd() {
        assertThat(machine.answer("del").text()).isEmpty();
        assertThat(stateOf("del")).isEqualTo(stateOf("nothing"));
    }

    @Test
    void theAgentAnswersAddCheckAndDel() {
        machine.answer("agent").text();
        assertThat(machine.answer("warm add").text())
                .isEqualTo(machine.answer("add").text());
        machine.answer("warm ping").text();
        assertThat(machine.answer("warm check").text()).isEmpty();
        assertThat(machine.answer("warm del").text()).isEmpty();
        assertThat(machine.answer("agent status").text()).contains("calls 3, failed 0, requests refused 0");
        assertThat(stateOf("warm del")).isEqualTo(stateOf("nothing"));
    }

    @Test
    void theAgentRestoresAMissingRoute() {
        machine.answer("restored route").text();
        assertThat(machine.answer("output of the agent").text())
                .containsPattern(
                        "veth c1 eth0: repaired .*: setupRoutes: is missing: ip -n pod route add 10.96.0.0/12 ");
    }

    @Test
    void theAgentEndsAfterASignal() {
        assertThat(machine.answer("end of the agent").text()).isEmpty();
    }

    /** {@return devices, addresses, routes, rules and permanent neighbours of the node and of the pod after a command} */
    private static List<String> stateOf(String command) {
        return machine.answer("state after " + command).text().lines().sorted().toList();
    }
}
