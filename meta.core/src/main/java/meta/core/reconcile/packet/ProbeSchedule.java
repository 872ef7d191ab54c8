package meta.core.reconcile.packet;

import java.util.List;
import meta.netlink.IpAddress;
import meta.netlink.MacAddress;
import meta.netlink.packet.ArpFrame;
import meta.netlink.packet.ArpOrNdpFrame;
import meta.netlink.packet.NdpFrame;
import meta.spi.Plan;

/**
 * The times at which the frames of one probe or request are sent: the first one at once, the others at the interval. All times are those of
 * {@link System#nanoTime}.
 */
final class ProbeSchedule {
    private final Plan.Probe probe;
    private final ArpOrNdpFrame frame;
    private int sent;
    private long next;

    private ProbeSchedule(Plan.Probe probe, ArpOrNdpFrame frame, long now) {
        this.probe = probe;
        this.frame = frame;
        next = now;
    }

    /** {@return the schedule of a probe} */
    static ProbeSchedule of(Plan.Probe probe, MacAddress own, long now) {
        IpAddress address = probe.claim().address();
        ArpOrNdpFrame frame = address.isIpv4() ? ArpFrame.probe(own, address) : NdpFrame.probe(own, address);
        return new ProbeSchedule(probe, frame, now);
    }

    /** {@return the schedule of a request for an answer} */
    static ProbeSchedule of(Plan.Expect expect, MacAddress own, IpAddress sender, long now) {
        IpAddress address = expect.claim().address();
        ArpOrNdpFrame frame =
                address.isIpv4() ? ArpFrame.request(own, sender, address) : NdpFrame.request(own, sender, address);
        Plan.Probe probe =
                new Plan.Probe(expect.claim(), expect.times(), expect.interval(), List.of(), expect.reason());
        return new ProbeSchedule(probe, frame, now);
    }

    Plan.Probe probe() {
        return probe;
    }

    /** {@return whether all frames were sent and the interval after the last frame is over} */
    boolean isOver(long now) {
        return sent == probe.times() && isDue(now);
    }

    /** {@return whether the current interval is over} */
    boolean isDue(long now) {
        return next - now <= 0;
    }

    long nanosLeft(long now) {
        return Math.max(0, next - now);
    }

    /** {@return the next frame, to be sent now} The next interval begins at {@code now}. Must not be called after all frames were sent. */
    ArpOrNdpFrame next(long now) {
        sent++;
        next = now + probe.interval().toNanos();
        return frame;
    }
}
