package meta.core.reconcile.packet;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import meta.netlink.MacAddress;
import meta.netlink.packet.ArpOrNdpFrame;
import meta.netlink.packet.PacketSocket;

/**
 * Requests answers from other hosts on one link.
 *
 * @param socket not closed by the session
 */
record AnswerSession(PacketSocket socket, MacAddress own, List<ProbeSchedule> schedules) {

    /**
     * {@return the requests that no host has answered before their schedules end; returns as soon as all are answered} Throws
     * {@link meta.netlink.packet.PacketException} if a frame cannot be sent or received.
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
                return open; // no frame is left that arrived while this thread was not running
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
