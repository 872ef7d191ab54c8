package meta.core.reconcile.packet;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import meta.netlink.MacAddress;
import meta.netlink.packet.ArpOrNdpFrame;
import meta.netlink.packet.PacketSocket;

/**
 * Sends requests on one device, and receives the answers of other hosts. A request asks for the link-layer address of an IP address. An
 * answer is an ARP message or a neighbour solicitation from that IP address, or a neighbour advertisement of it. An answer need not be a
 * reply to the request. A message from the device itself is not an answer.
 *
 * <p>{@link #unanswered} can be called only once, because it uses up the schedules.
 *
 * @param socket the socket of the device; the session does not close it
 * @param own the link-layer address of the device
 * @param schedules the schedules of all requests
 */
record AnswerSession(PacketSocket socket, MacAddress own, List<ProbeSchedule> schedules) {

    /**
     * Sends each request until the request is answered or its schedule has ended. Waits for answers until then.
     *
     * @return the schedules of the requests that no host has answered
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
                return open; // all frames that arrived in time have been received
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
