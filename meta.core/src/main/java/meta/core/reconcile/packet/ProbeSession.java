package meta.core.reconcile.packet;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import meta.netlink.MacAddress;
import meta.netlink.packet.ArpOrNdpFrame;
import meta.netlink.packet.PacketSocket;

/**
 * Sends probes on one device, and detects conflicts with other hosts on the LAN.
 *
 * @param socket the socket of the device; not closed. For IPv6 probes, it must have joined the multicast groups to which other hosts send
 *     ({@code Prober.joinGroups})
 * @param own the link-layer address of the device
 * @param schedules the schedules of the probes
 */
record ProbeSession(PacketSocket socket, MacAddress own, List<ProbeSchedule> schedules) {

    /**
     * Sends the probes until another host conflicts with one of them, or all schedules have ended. Must be called only once, because it
     * uses up the schedules.
     *
     * @return the first conflicting host ({@link ConflictingHost#in}); empty if there was none
     * @throws meta.netlink.packet.PacketException if a frame cannot be sent or received
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
