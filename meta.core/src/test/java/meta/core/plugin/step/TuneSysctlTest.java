package meta.core.plugin.step;

import static meta.spi.testkit.Given.given;
import static meta.spi.testkit.PlanAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import meta.core.plugin.step.RpFilterOption.OnHost;
import meta.spi.Plan;
import meta.spi.Question;
import meta.spi.Step;
import meta.spi.net.Netns;
import meta.spi.testkit.Given;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TuneSysctlTest {
    private static final Step STEP = new TuneSysctl();

    private static final Given POD = given("""
            host link eth0
            pod  link lo
            pod  link eth0.100
            pod  sysctl net.ipv4.conf.all.rp_filter=0
            pod  sysctl net.ipv4.conf.default.rp_filter=1
            pod  sysctl net.ipv4.conf.lo.rp_filter=0
            pod  sysctl net/ipv4/conf/eth0.100/rp_filter=1
            """).declared(RpFilterOption.DECLARED);

    /** A pod on a node with the default sysctls of systemd, by which new devices get the value 2. */
    private static final Given NODE = POD.and("""
            host sysctl net.ipv4.conf.all.rp_filter=0
            host sysctl net.ipv4.conf.default.rp_filter=2
            host sysctl net.ipv4.conf.eth0.rp_filter=2
            host sysctl net.ipv4.conf.lo.rp_filter=0
            host sysctl net.ipv4.conf.wlan0.rp_filter=1
            """);

    private static final String NEW_VETH = """
            host link vethabc peer veth0 netns pod
            pod  link veth0
            """;

    private static final String OURS = """
            host link vethabc peer veth0 netns pod alias 'meta-plugins network=lan container=0123456789abcdef ifname=eth0'
            pod  link veth0
            """;

    private static final RpFilterOption LOOSE = new RpFilterOption(OnHost.SET, 2);

    private static final String POD_LOOSE = pod(2) + "pod  sysctl -w net.ipv4.conf.veth0.rp_filter=2\n";

    /** A pod whose eth0 is a veth device with its peer on the node, so that the node routes the pod's packets. */
    private static final Given BRIDGED = NODE.and("""
            pod  link eth0 kind veth
            pod  addr 10.22.0.10/16 dev eth0
            """);

    /** {@return the lines of the plan that sets this value for each device of {@link #POD}} */
    private static String pod(int value) {
        return """
                pod  sysctl -w net.ipv4.conf.all.rp_filter=VALUE
                pod  sysctl -w net.ipv4.conf.default.rp_filter=VALUE
                pod  sysctl -w net.ipv4.conf.lo.rp_filter=VALUE
                pod  sysctl -w net/ipv4/conf/eth0.100/rp_filter=VALUE
                """.replace("VALUE", Integer.toString(value));
    }

    @Test
    void byDefaultThePodIsLooseAndANodeThatIsOffStaysOff() {
        assertThat(NODE.and(NEW_VETH).plan(STEP)).isPlan(POD_LOOSE);
    }

    @Test
    void aConfiguredNumberIsAlsoSetOnTheNode() {
        assertThat(NODE.and(NEW_VETH).option(RpFilterOption.CHOICE, LOOSE).plan(STEP))
                .isPlan(POD_LOOSE + "host sysctl -w net.ipv4.conf.all.rp_filter=2\n");
    }

    @ParameterizedTest(name = "all {0} -> {1}")
    @CsvSource(delimiter = '|', textBlock = """
            0 | 0 | false
            0 | 1 | true
            0 | 2 | true
            1 | 0 | false
            1 | 1 | false
            1 | 2 | false
            2 | 0 | false
            2 | 1 | true
            2 | 2 | false
            """)
    void aConfiguredValueThatMakesTheNodeStricterCausesAWarning(int before, int given, boolean stricter) {
        Given node = POD.and("host sysctl net.ipv4.conf.all.rp_filter=" + before)
                .option(RpFilterOption.CHOICE, new RpFilterOption(OnHost.SET, given));
        assertThat(warns(node)).isEqualTo(stricter);
        assertThat(warns(node.after(node.plan(STEP)))).as("ADD once more").isFalse();
    }

    /** The kernel uses the larger of a device's value and the value of {@code all}. */
    @ParameterizedTest(name = "all {0}, cali1 {1} -> {2}")
    @CsvSource({"0, 1, 1, false", "0, 2, 1, true", "1, 2, 1, true", "1, 1, 1, false", "2, 0, 1, true", "2, 2, 0, false"
    })
    void theWarningDependsOnTheLargerOfADevicesValueAndTheValueOfAll(int all, int device, int given, boolean stricter) {
        Given node = POD.and("host sysctl net.ipv4.conf.all.rp_filter=" + all)
                .and("host sysctl net.ipv4.conf.lo.rp_filter=0")
                .and("host link cali1\nhost sysctl net.ipv4.conf.cali1.rp_filter=" + device)
                .option(RpFilterOption.CHOICE, new RpFilterOption(OnHost.SET, given));
        assertThat(warns(node)).isEqualTo(stricter);
    }

    private static boolean warns(Given node) {
        return node.plan(STEP).items().stream()
                .anyMatch(item -> item instanceof Plan.Warning(String text) && text.contains("stricter than before"));
    }

    /**
     * Checks the changes on the node if the configuration does not contain {@code rp_filter}.
     *
     * @param all the value of {@code all} on the node
     * @param initial the value of {@code default} on the node
     * @param hostEnd the value of the host end, or {@code new} if the host end does not exist yet
     * @param changed the device or {@code all} whose value becomes 2; empty if nothing changes
     */
    @ParameterizedTest(name = "all={0} default={1}, the host end {2}")
    @CsvSource(delimiter = '|', textBlock = """
            0 | 0 | new | ''
            0 | 1 | new | vethabc
            0 | 2 | new | ''
            0 | 1 | 0   | ''
            0 | 0 | 1   | vethabc
            0 | 1 | 2   | ''
            1 | 0 | new | all
            1 | 1 | new | all
            1 | 2 | 1   | all
            2 | 1 | new | ''
            2 | 1 | 1   | ''
            """)
    void withoutTheKeyStrictBecomesLooseForAllOrForTheHostEndsOfThePod(
            int all, int initial, String hostEnd, String changed) {
        Given node = POD.and("host sysctl net.ipv4.conf.all.rp_filter=" + all)
                .and("host sysctl net.ipv4.conf.default.rp_filter=" + initial)
                .and("host link cali1\nhost sysctl net.ipv4.conf.cali1.rp_filter=1") // another program's device
                .and(OURS);
        Given with = hostEnd.equals("new") ? node : node.and("host sysctl net.ipv4.conf.vethabc.rp_filter=" + hostEnd);
        String expected = changed.isEmpty() ? "" : "host sysctl -w net.ipv4.conf." + changed + ".rp_filter=2\n";
        assertThat(with.plan(STEP)).isPlan(POD_LOOSE + expected);
        Given after = with.after(with.plan(STEP));
        assertThat(after.plan(STEP)).changesNothingIn(after.snapshot());
    }

    @Test
    void ifTheNodeRoutesThePodsPacketsVeth0IsOffBecauseLooseWouldActAsStrict() {
        Given bridged = BRIDGED.and("pod  link veth0 kind veth");
        assertThat(bridged.plan(STEP)).isPlan("""
                pod  sysctl -w net.ipv4.conf.all.rp_filter=0
                pod  sysctl -w net.ipv4.conf.default.rp_filter=2
                pod  sysctl -w net.ipv4.conf.lo.rp_filter=2
                pod  sysctl -w net/ipv4/conf/eth0.100/rp_filter=2
                pod  sysctl -w net.ipv4.conf.eth0.rp_filter=2
                pod  sysctl -w net.ipv4.conf.veth0.rp_filter=0
                """);
    }

    @Test
    void aDeviceThatMustStayOffIsWrittenBecauseANewDefaultWouldTurnItOn() {
        Given own = BRIDGED.and("""
                pod  link c0 kind veth
                pod  sysctl net.ipv4.conf.default.rp_filter=0
                pod  sysctl net.ipv4.conf.c0.rp_filter=0
                """);
        assertThat(own.plan(STEP)).isPlan("""
                pod  sysctl -w net.ipv4.conf.all.rp_filter=0
                pod  sysctl -w net.ipv4.conf.c0.rp_filter=2
                pod  sysctl -w net.ipv4.conf.default.rp_filter=2
                pod  sysctl -w net.ipv4.conf.lo.rp_filter=2
                pod  sysctl -w net/ipv4/conf/eth0.100/rp_filter=2
                pod  sysctl -w net.ipv4.conf.eth0.rp_filter=2
                pod  sysctl -w net.ipv4.conf.c0.rp_filter=0
                """);
        Given after = own.after(own.plan(STEP));
        assertThat(after.plan(STEP)).changesNothingIn(after.snapshot());
    }

    @Test
    void theCallsForAllNicsOfAPodPlanTheSameValues() {
        Given two = BRIDGED.and("""
                pod  link net1 kind macvlan
                pod  addr 172.18.0.11/16 dev net1
                pod  link veth0 kind veth
                """);
        Plan ofFirst = two.attachment("lan", "0123456789abcdef", "eth0").plan(STEP);
        assertThat(two.attachment("lan-two", "0123456789abcdef", "net1").plan(STEP))
                .isEqualTo(ofFirst);
    }

    @Test
    void withSetHostFalseTheNodeIsNotChanged() {
        assertThat(NODE.option(RpFilterOption.CHOICE, new RpFilterOption(OnHost.LEFT_ALONE, 0))
                        .plan(STEP))
                .isPlan(pod(0));
    }

    @Test
    void minusOneChangesNothing() {
        Given asItIs = NODE.option(RpFilterOption.CHOICE, new RpFilterOption(OnHost.SET, -1));
        assertThat(asItIs.plan(STEP)).isPlan("");
        assertThat(STEP.questions(asItIs.context())).isEmpty();
    }

    @Test
    void devicesOfTheNodeThatAreAboveTheValueAreLowered() {
        assertThat(NODE.option(RpFilterOption.CHOICE, new RpFilterOption(OnHost.SET, 1))
                        .plan(STEP))
                .isPlan(pod(1) + """
                host warning # because rp_filter is set on the node as configured, and is stricter than before for devices of the node; on a device without an IPv4 address, the kernel treats loose like strict
                host sysctl -w net.ipv4.conf.all.rp_filter=1
                host sysctl -w net.ipv4.conf.eth0.rp_filter=1
                """);
        Given above = NODE.and("host sysctl net.ipv4.conf.all.rp_filter=2")
                .option(RpFilterOption.CHOICE, new RpFilterOption(OnHost.SET, 0));
        assertThat(above.plan(STEP)).isPlan(pod(0) + """
                host sysctl -w net.ipv4.conf.all.rp_filter=0
                host sysctl -w net.ipv4.conf.eth0.rp_filter=0
                host sysctl -w net.ipv4.conf.wlan0.rp_filter=0
                """);
    }

    @Test
    void aPlannedHostEndGetsTheConfiguredValueInsteadOfTheNodesDefault() {
        Given strict = NODE.and(NEW_VETH).option(RpFilterOption.CHOICE, new RpFilterOption(OnHost.SET, 1));
        assertThat(strict.plan(STEP)).isPlan(pod(1) + """
                pod  sysctl -w net.ipv4.conf.veth0.rp_filter=1
                host warning # because rp_filter is set on the node as configured, and is stricter than before for devices of the node; on a device without an IPv4 address, the kernel treats loose like strict
                host sysctl -w net.ipv4.conf.all.rp_filter=1
                host sysctl -w net.ipv4.conf.eth0.rp_filter=1
                host sysctl -w net.ipv4.conf.vethabc.rp_filter=1
                """);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void afterThePlanNothingMoreChanges(int value) {
        Given node = NODE.and(NEW_VETH).option(RpFilterOption.CHOICE, new RpFilterOption(OnHost.SET, value));
        Given after = node.after(node.plan(STEP));
        assertThat(after.plan(STEP)).changesNothingIn(after.snapshot());
    }

    @Test
    void theStepAsksForEachDeviceOfTheNodeOnlyIfADeviceCouldBeAboveTheValue() {
        Question pod = new Question.Sysctls(Netns.POD, "net/ipv4/conf/*/rp_filter");
        Question all = new Question.Sysctls(Netns.HOST, "net/ipv4/conf/all/rp_filter");
        Question each = new Question.Sysctls(Netns.HOST, "net/ipv4/conf/*/rp_filter");
        Question initial = new Question.Sysctls(Netns.HOST, "net/ipv4/conf/default/rp_filter");
        Question made = new Question.Sysctls(Netns.HOST, "net/ipv4/conf/vethabc/rp_filter");
        assertThat(STEP.questions(NODE.context())).containsExactly(pod, all, initial);
        assertThat(STEP.questions(NODE.and(OURS).context())).containsExactly(pod, all, initial, made);
        assertThat(STEP.questions(NODE.option(RpFilterOption.CHOICE, LOOSE).context()))
                .containsExactly(pod, all);
        assertThat(STEP.questions(NODE.option(RpFilterOption.CHOICE, new RpFilterOption(OnHost.SET, 1))
                        .context()))
                .containsExactly(pod, each);
        assertThat(STEP.questions(NODE.option(RpFilterOption.CHOICE, new RpFilterOption(OnHost.LEFT_ALONE, 1))
                        .context()))
                .containsExactly(pod);
    }
}
