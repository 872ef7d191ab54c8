package meta.core.reconcile.packet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import meta.netlink.IpAddress;
import meta.netlink.MacAddress;
import meta.netlink.packet.ArpFrame;
import meta.netlink.packet.NdpFrame;
import meta.spi.Claim;
import meta.spi.Plan;
import meta.spi.net.Netns;
import org.junit.jupiter.api.Test;

class ProbeScheduleTest {
    private static final MacAddress OWN = MacAddress.parse("0a:00:00:00:00:01");
    private static final IpAddress FOUR = IpAddress.parse("10.6.0.9");
    private static final IpAddress SIX = IpAddress.parse("fd00:6::9");
    private static final long START = Long.MAX_VALUE - 50; // System.nanoTime may overflow between two frames

    private static long at(long nanos) {
        return START + nanos;
    }

    private static ProbeSchedule schedule(IpAddress address) {
        Claim claim = Claim.of(Netns.POD, "eth0", address);
        return ProbeSchedule.of(new Plan.Probe(claim, 2, Duration.ofNanos(100), List.of(), ""), OWN, START);
    }

    @Test
    void theFirstFrameIsDueAtOnce() {
        ProbeSchedule schedule = schedule(FOUR);

        assertThat(schedule.isDue(START)).isTrue();
        assertThat(schedule.isOver(START)).isFalse();
        assertThat(schedule.next(START)).isEqualTo(ArpFrame.probe(OWN, FOUR));
    }

    @Test
    void theNextFrameIsDueAfterTheInterval() {
        ProbeSchedule schedule = schedule(SIX);
        schedule.next(START);

        assertThat(schedule.isDue(at(99))).isFalse();
        assertThat(schedule.nanosLeft(at(99))).isOne();
        assertThat(schedule.isDue(at(100))).isTrue();
        assertThat(schedule.nanosLeft(at(130))).isZero();
        assertThat(schedule.next(at(100))).isEqualTo(NdpFrame.probe(OWN, SIX));
    }

    @Test
    void theScheduleIsOverAfterTheIntervalOfTheLastFrame() {
        ProbeSchedule schedule = schedule(FOUR);
        schedule.next(START);
        schedule.next(at(100));

        assertThat(schedule.isOver(at(199))).isFalse();
        assertThat(schedule.isOver(at(200))).isTrue();
    }
}
