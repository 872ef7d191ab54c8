package meta.core.step;

import static meta.spi.testkit.Given.given;
import static meta.spi.testkit.PlanAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import meta.core.step.TuneSysctl.Options;
import meta.spi.Question;
import meta.spi.Step;
import meta.spi.net.Netns;
import meta.spi.testkit.Given;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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
            """).declared(Options.DECLARED);

    /** A node whose settings are those of systemd: new devices get 2. */
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

    @Test
    void bothAreLooseUnlessTheConfigurationSaysOtherwise() {
        assertThat(NODE.and(NEW_VETH).plan(STEP)).isPlan("""
                pod  sysctl -w net.ipv4.conf.all.rp_filter=2
                pod  sysctl -w net.ipv4.conf.default.rp_filter=2
                pod  sysctl -w net.ipv4.conf.lo.rp_filter=2
                pod  sysctl -w net/ipv4/conf/eth0.100/rp_filter=2
                pod  sysctl -w net.ipv4.conf.veth0.rp_filter=2
                host sysctl -w net.ipv4.conf.all.rp_filter=2
                """);
    }

    @Test
    void looseIsOffOnVeth0OfAPodThatTheNodeRoutesForAsTheKernelWouldBeStrictThere() {
        Given bridged = NODE.and("""
                pod  link eth0 kind veth
                pod  addr 10.22.0.10/16 dev eth0
                pod  link veth0 kind veth
                """);
        assertThat(bridged.plan(STEP)).isPlan("""
                pod  sysctl -w net.ipv4.conf.all.rp_filter=0
                pod  sysctl -w net.ipv4.conf.default.rp_filter=2
                pod  sysctl -w net.ipv4.conf.lo.rp_filter=2
                pod  sysctl -w net/ipv4/conf/eth0.100/rp_filter=2
                pod  sysctl -w net.ipv4.conf.eth0.rp_filter=2
                pod  sysctl -w net.ipv4.conf.veth0.rp_filter=0
                host sysctl -w net.ipv4.conf.all.rp_filter=2
                """);
    }

    @Test
    void theNodeIsLeftAloneWhereTheConfigurationSaysSo() {
        assertThat(NODE.option(Options.CHOICE, new Options(false, 0)).plan(STEP))
                .isPlan("""
                pod sysctl -w net.ipv4.conf.all.rp_filter=0
                pod sysctl -w net.ipv4.conf.default.rp_filter=0
                pod sysctl -w net.ipv4.conf.lo.rp_filter=0
                pod sysctl -w net/ipv4/conf/eth0.100/rp_filter=0
                """);
    }

    @Test
    void minusOneLeavesAllAsItIs() {
        Given asItIs = NODE.option(Options.CHOICE, new Options(true, -1));
        assertThat(asItIs.plan(STEP)).isPlan("");
        assertThat(STEP.questions(asItIs.context())).isEmpty();
    }

    @Test
    void devicesOfTheNodeThatAreAboveTheValueAreLowered() {
        assertThat(NODE.option(Options.CHOICE, new Options(true, 1)).plan(STEP)).isPlan("""
                pod  sysctl -w net.ipv4.conf.all.rp_filter=1
                pod  sysctl -w net.ipv4.conf.default.rp_filter=1
                pod  sysctl -w net.ipv4.conf.lo.rp_filter=1
                pod  sysctl -w net/ipv4/conf/eth0.100/rp_filter=1
                host sysctl -w net.ipv4.conf.all.rp_filter=1
                host sysctl -w net.ipv4.conf.eth0.rp_filter=1
                """);
        Given above =
                NODE.and("host sysctl net.ipv4.conf.all.rp_filter=2").option(Options.CHOICE, new Options(true, 0));
        assertThat(above.plan(STEP)).isPlan("""
                pod  sysctl -w net.ipv4.conf.all.rp_filter=0
                pod  sysctl -w net.ipv4.conf.default.rp_filter=0
                pod  sysctl -w net.ipv4.conf.lo.rp_filter=0
                pod  sysctl -w net/ipv4/conf/eth0.100/rp_filter=0
                host sysctl -w net.ipv4.conf.all.rp_filter=0
                host sysctl -w net.ipv4.conf.eth0.rp_filter=0
                host sysctl -w net.ipv4.conf.wlan0.rp_filter=0
                """);
    }

    @Test
    void theHostEndThatIsAboutToBeMadeDoesNotKeepTheDefaultOfTheNode() {
        Given strict = NODE.and(NEW_VETH).option(Options.CHOICE, new Options(true, 1));
        assertThat(strict.plan(STEP)).isPlan("""
                pod  sysctl -w net.ipv4.conf.all.rp_filter=1
                pod  sysctl -w net.ipv4.conf.default.rp_filter=1
                pod  sysctl -w net.ipv4.conf.lo.rp_filter=1
                pod  sysctl -w net/ipv4/conf/eth0.100/rp_filter=1
                pod  sysctl -w net.ipv4.conf.veth0.rp_filter=1
                host sysctl -w net.ipv4.conf.all.rp_filter=1
                host sysctl -w net.ipv4.conf.eth0.rp_filter=1
                host sysctl -w net.ipv4.conf.vethabc.rp_filter=1
                """);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void anotherTimeThereIsNothingLeftToDo(int value) {
        Given node = NODE.and(NEW_VETH).option(Options.CHOICE, new Options(true, value));
        Given after = node.after(node.plan(STEP));
        assertThat(after.plan(STEP)).changesNothingIn(after.snapshot());
    }

    @Test
    void theStepAsksForEachDeviceOfTheNodeOnlyWhereOneCouldBeAbove() {
        Question pod = new Question.Sysctls(Netns.POD, "net/ipv4/conf/*/rp_filter");
        Question all = new Question.Sysctls(Netns.HOST, "net/ipv4/conf/all/rp_filter");
        Question each = new Question.Sysctls(Netns.HOST, "net/ipv4/conf/*/rp_filter");
        assertThat(STEP.questions(NODE.context())).containsExactly(pod, all);
        assertThat(STEP.questions(
                        NODE.option(Options.CHOICE, new Options(true, 1)).context()))
                .containsExactly(pod, each);
        assertThat(STEP.questions(
                        NODE.option(Options.CHOICE, new Options(false, 1)).context()))
                .containsExactly(pod);
    }
}
