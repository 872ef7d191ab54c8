package meta.core.reconcile.packet;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import meta.netlink.MacAddress;
import meta.netlink.packet.ArpOrNdpFrame;
import meta.netlink.packet.PacketSocket;

/**
 * Probes for addresses on one link.
 *
 * @param socket not closed by the session
 */
record ProbeSession(PacketSocket socket, MacAddress own, List<ProbeSchedule> schedules) {

    /**
     * {@return the first host that has one of the addresses or probes for it too; empty when all schedules have ended} Throws
     * {@link meta.netlink.packet.PacketException} if a frame cannot be sent or received.
     */
    Optional<ConflictingHost> run() {
        while (true) {
            long now = System.nanoTime();
            long wait = Long.MAX_VALUE;
            boolean over = true;
            for (ProbeSchedule schedule : schedules) {
                if (!schedule.isOver(now)) {
                    if (schedule.isDue(now)) {
                        socket.send(schedule.next(now));
                    }
                    wait = Math.min(wait, schedule.nanosLeft(now));
                    over = false;
                }
            }
            if (over) {
                return inPendingFrames();
            }
            Optional<ArpOrNdpFrame> frame = socket.receive(Duration.ofNanos(wait));
            Optional<ConflictingHost> conflicting = frame.isPresent() ? in(frame.get()) : Optional.empty();
            if (conflicting.isPresent()) {
                return conflicting;
            }
        }
    }

    /** Reads the frames that arrived in time while this thread was not running. */
    private Optional<ConflictingHost> inPendingFrames() {
        Optional<ArpOrNdpFrame> frame = socket.receive(Duration.ZERO);
        while (frame.isPresent()) {
            Optional<ConflictingHost> conflicting = in(frame.get());
            if (conflicting.isPresent()) {
                return conflicting;
            }
            frame = socket.receive(Duration.ZERO);
        }
        return Optional.empty();
    }

    private Optional<ConflictingHost> in(ArpOrNdpFrame frame) {
        for (ProbeSchedule schedule : schedules) {
            Optional<ConflictingHost> conflicting = ConflictingHost.in(frame, schedule.probe(), own);
            if (conflicting.isPresent()) {
                return conflicting;
            }
        }
        return Optional.empty();
    }
}
