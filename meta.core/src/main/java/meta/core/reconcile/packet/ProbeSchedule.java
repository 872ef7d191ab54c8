package meta.core.reconcile.packet;

import meta.netlink.IpAddress;
import meta.netlink.MacAddress;
import meta.netlink.packet.ArpFrame;
import meta.netlink.packet.LinkFrame;
import meta.netlink.packet.NdpFrame;
import meta.spi.Plan;

/** How often a question has been asked, and when it is to be asked again. */
final class ProbeSchedule {
    private final Plan.Probe probe;
    private int asked;
    private long next; // as System.nanoTime counts

    ProbeSchedule(Plan.Probe probe) {
        this.probe = probe;
        next = System.nanoTime();
    }

    Plan.Probe probe() {
        return probe;
    }

    /** {@return whether it has been asked as often as it should, and the wait after the last time is over} */
    boolean isOver(long now) {
        return asked == probe.times() && isDue(now);
    }

    boolean isDue(long now) {
        return next - now <= 0;
    }

    /** {@return when it is due, from now} */
    long nanosLeft(long now) {
        return Math.max(0, next - now);
    }

    /** {@return the question, which counts as asked now} */
    LinkFrame ask(MacAddress own, long now) {
        asked++;
        next = now + probe.interval().toNanos();
        IpAddress address = probe.claim().address();
        return address.isIpv4() ? ArpFrame.probe(own, address) : NdpFrame.probe(own, address);
    }
}
