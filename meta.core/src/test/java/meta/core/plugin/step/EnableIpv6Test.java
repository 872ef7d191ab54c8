package meta.core.plugin.step;

import static meta.spi.testkit.Given.given;
import static meta.spi.testkit.PlanAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import meta.spi.Question;
import meta.spi.Step;
import meta.spi.net.Netns;
import meta.spi.testkit.Given;
import org.junit.jupiter.api.Test;

class EnableIpv6Test {
    private static final Step STEP = new EnableIpv6();

    private static final Given OFF = given("""
            pod link eth0 lladdr 0a:00:00:00:00:09 kind macvlan
            pod addr 172.18.24.120/16 dev eth0
            pod sysctl net.ipv6.conf.all.disable_ipv6=1
            pod sysctl net.ipv6.conf.default.disable_ipv6=1
            pod sysctl net.ipv6.conf.lo.disable_ipv6=1
            pod sysctl net.ipv6.conf.eth0.disable_ipv6=1
            pod sysctl net.ipv6.conf.net1.disable_ipv6=1
            """);

    @Test
    void ipv6IsEnabledAndTheAssignedIpv6AddressIsAddedAgain() {
        assertThat(OFF.assigned("172.18.24.120/16", "fd00:18::120/64").plan(STEP))
                .isPlan("""
                pod sysctl -w net.ipv6.conf.default.disable_ipv6=0
                pod sysctl -w net.ipv6.conf.lo.disable_ipv6=0
                pod sysctl -w net.ipv6.conf.eth0.disable_ipv6=0
                pod ip addr replace fd00:18::120/64 dev eth0 nodad # because the kernel had removed the address while IPv6 was off
                """);
    }

    @Test
    void anyNumberBut0InDisableIpv6IsReplaced() {
        Given pod = given("""
                pod link eth0
                pod addr fd00:18::120/64 dev eth0
                pod sysctl net.ipv6.conf.eth0.disable_ipv6=2
                """).assigned("fd00:18::120/64");
        assertThat(pod.plan(STEP)).isPlan("pod sysctl -w net.ipv6.conf.eth0.disable_ipv6=0");
    }

    @Test
    void withoutAnAssignedIpv6AddressIpv6StaysOff() {
        assertThat(OFF.assigned("172.18.24.120/16").plan(STEP)).isPlan("");
    }

    @Test
    void ifIpv6IsOnNothingIsPlanned() {
        Given on = given("""
                pod link eth0
                pod addr fd00:18::120/64 dev eth0 tentative
                pod sysctl net.ipv6.conf.default.disable_ipv6=0
                pod sysctl net.ipv6.conf.lo.disable_ipv6=0
                pod sysctl net.ipv6.conf.eth0.disable_ipv6=0
                """).assigned("fd00:18::120/64");
        assertThat(on.plan(STEP)).isPlan("");
    }

    @Test
    void aSysctlThatAlreadyEnablesIpv6IsNotWritten() {
        Given halfway = OFF.and("pod sysctl net.ipv6.conf.eth0.disable_ipv6=0").assigned("fd00:18::120/64");
        assertThat(halfway.plan(STEP)).isPlan("""
                pod sysctl -w net.ipv6.conf.default.disable_ipv6=0
                pod sysctl -w net.ipv6.conf.lo.disable_ipv6=0
                pod ip addr replace fd00:18::120/64 dev eth0 nodad
                """);
    }

    @Test
    void afterThePlanNothingMoreIsPlanned() {
        Given pod = OFF.assigned("fd00:18::120/64", "fd00:18::121/64");
        assertThat(pod.after(pod.plan(STEP)).plan(STEP)).isPlan("");
    }

    @Test
    void theStepAsksForDisableIpv6OfEachDeviceOfThePod() {
        assertThat(STEP.questions(OFF.context()))
                .containsExactly(new Question.Sysctls(Netns.POD, "net/ipv6/conf/*/disable_ipv6"));
    }
}
