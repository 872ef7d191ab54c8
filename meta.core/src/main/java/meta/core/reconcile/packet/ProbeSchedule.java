package meta.core.reconcile.packet;

import meta.netlink.IpAddress;
import meta.netlink.MacAddress;
import meta.netlink.packet.ArpFrame;
import meta.netlink.packet.LinkFrame;
import meta.netlink.packet.NdpFrame;
import meta.spi.Plan;

/** The times at which the frames of one probe are sent: the first one at once, the others at the probe's interval. */
final class ProbeSchedule {
    private final Plan.Probe probe;
    private int sent;
    private long next;

    /** @param now the time of the first frame, as {@link System#nanoTime} counts */
    ProbeSchedule(Plan.Probe probe, long now) {
        this.probe = probe;
        next = now;
    }

    Plan.Probe probe() {
        return probe;
    }

    /** {@return whether all frames were sent and the interval after the last one is over} */
    boolean isOver(long now) {
        return sent == probe.times() && isDue(now);
    }

    /** {@return whether the current interval is over} */
    boolean isDue(long now) {
        return next - now <= 0;
    }

    /** {@return the nanoseconds until the current interval is over, at least 0} */
    long nanosLeft(long now) {
        return Math.max(0, next - now);
    }

    /** {@return the next frame, which counts as sent now} */
    LinkFrame next(MacAddress own, long now) {
        sent++;
        next = now + probe.interval().toNanos();
        IpAddress address = probe.claim().address();
        return address.isIpv4() ? ArpFrame.probe(own, address) : NdpFrame.probe(own, address);
    }
}
