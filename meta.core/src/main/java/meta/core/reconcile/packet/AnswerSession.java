package meta.core.reconcile.packet;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import meta.netlink.MacAddress;
import meta.netlink.packet.ArpOrNdpFrame;
import meta.netlink.packet.PacketSocket;

/**
 * Sends requests for the link-layer addresses of other hosts on one device, and receives the answers. An answer is a message that shows
 * that another host has the address ({@link ConflictingHost#hasIt}); it need not be a reply to the request.
 *
 * @param socket the socket of the device; not closed
 * @param own the link-layer address of the device
 * @param schedules the schedules of the requests
 */
record AnswerSession(PacketSocket socket, MacAddress own, List<ProbeSchedule> schedules) {

    /**
     * Sends each request until it is answered or its schedule has ended. Must be called only once, because it uses up the schedules.
     *
     * @return the schedules of the unanswered requests
     * @throws meta.netlink.packet.PacketException if a frame cannot be sent or received
     */
    List<ProbeSchedule> unanswered() {
        List<ProbeSchedule> open = new ArrayList<>(schedules);
        while (!open.isEmpty()) {
            long now = System.nanoTime();
            long wait = Long.MAX_VALUE;
            boolean over = true;
            for (ProbeSchedule schedule : open) {
                if (!schedule.isOver(now)) {
                    if (schedule.isDue(now)) {
                        socket.send(schedule.next(now));
                    }
                    wait = Math.min(wait, schedule.nanosLeft(now));
                    over = false;
                }
            }
            Optional<ArpOrNdpFrame> frame = socket.receive(over ? Duration.ZERO : Duration.ofNanos(wait));
            if (over && frame.isEmpty()) {
                return open;
            }
            frame.ifPresent(received -> open.removeIf(schedule -> isAnswer(received, schedule)));
        }
        return open;
    }

    private boolean isAnswer(ArpOrNdpFrame frame, ProbeSchedule schedule) {
        return ConflictingHost.in(frame, schedule.probe(), own)
                .filter(ConflictingHost::hasIt)
                .isPresent();
    }
}
