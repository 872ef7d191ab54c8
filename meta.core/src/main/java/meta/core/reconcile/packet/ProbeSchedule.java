package meta.core.reconcile.packet;

import java.util.List;
import meta.netlink.IpAddress;
import meta.netlink.MacAddress;
import meta.netlink.packet.ArpFrame;
import meta.netlink.packet.ArpOrNdpFrame;
import meta.netlink.packet.NdpFrame;
import meta.spi.Plan;

/**
 * Decides when the frames of a probe, or of a request for an answer, are sent: the first at once, each further frame after the interval of
 * the plan item. The parameters {@code now} are values of {@link System#nanoTime}.
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

    /**
     * {@return the schedule of a probe}
     *
     * @param own the link-layer address of the device
     */
    static ProbeSchedule of(Plan.Probe probe, MacAddress own, long now) {
        IpAddress address = probe.claim().address();
        ArpOrNdpFrame frame = address.isIpv4() ? ArpFrame.probe(own, address) : NdpFrame.probe(own, address);
        return new ProbeSchedule(probe, frame, now);
    }

    /**
     * {@return the schedule of a request for an answer}
     *
     * @param own the link-layer address of the device
     * @param sender the IP address from which the device sends the request
     */
    static ProbeSchedule of(Plan.Expect expect, MacAddress own, IpAddress sender, long now) {
        IpAddress address = expect.claim().address();
        ArpOrNdpFrame frame =
                address.isIpv4() ? ArpFrame.request(own, sender, address) : NdpFrame.request(own, sender, address);
        Plan.Probe probe =
                new Plan.Probe(expect.claim(), expect.times(), expect.interval(), List.of(), expect.reason());
        return new ProbeSchedule(probe, frame, now);
    }

    /** {@return the probe; for a request, a probe that stands for it, without {@code ours}} */
    Plan.Probe probe() {
        return probe;
    }

    /** {@return whether all frames were sent and the interval after the last frame has passed} */
    boolean isOver(long now) {
        return sent == probe.times() && isDue(now);
    }

    /** {@return whether no frame was sent yet, or the interval after the previous frame has passed} */
    boolean isDue(long now) {
        return next - now <= 0;
    }

    /** {@return the nanoseconds until {@link #isDue} becomes true; 0 if it is true} */
    long nanosLeft(long now) {
        return Math.max(0, next - now);
    }

    /**
     * {@return the frame, which the caller must send now} The interval begins at {@code now}. Must be called at most once for each frame of
     * the plan item.
     */
    ArpOrNdpFrame next(long now) {
        sent++;
        next = now + probe.interval().toNanos();
        return frame;
    }
}
