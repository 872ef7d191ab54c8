package meta.core.reconcile.packet;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import meta.netlink.MacAddress;
import meta.netlink.packet.LinkFrame;
import meta.netlink.packet.PacketSocket;

/**
 * Asks on one link as often as wanted, and listens meanwhile.
 *
 * @param socket on the device
 * @param own the device's link-layer address
 * @param turns what is asked
 */
record ProbeSession(PacketSocket socket, MacAddress own, List<ProbeSchedule> turns) {

    /** {@return the first objection that is raised; empty where there was none when time was up} */
    Optional<ConflictingHost> run() {
        while (true) {
            long now = System.nanoTime();
            long wait = Long.MAX_VALUE;
            boolean over = true;
            for (ProbeSchedule turn : turns) {
                if (!turn.isOver(now)) {
                    if (turn.isDue(now)) {
                        socket.send(turn.ask(own, now));
                    }
                    wait = Math.min(wait, turn.nanosLeft(now));
                    over = false;
                }
            }
            if (over) {
                return waiting();
            }
            Optional<ConflictingHost> objection = listen(Duration.ofNanos(wait));
            if (objection.isPresent()) {
                return objection;
            }
        }
    }

    /** {@return the objection in the next frame that comes in time, which may hold none} */
    private Optional<ConflictingHost> listen(Duration patience) {
        Optional<LinkFrame> frame = socket.receive(patience);
        return frame.isPresent() ? objectionIn(frame.get()) : Optional.empty();
    }

    /** {@return the first objection in the frames that came in time while this process got no processor} */
    private Optional<ConflictingHost> waiting() {
        Optional<LinkFrame> frame = socket.receive(Duration.ZERO);
        while (frame.isPresent()) {
            Optional<ConflictingHost> objection = objectionIn(frame.get());
            if (objection.isPresent()) {
                return objection;
            }
            frame = socket.receive(Duration.ZERO);
        }
        return Optional.empty();
    }

    private Optional<ConflictingHost> objectionIn(LinkFrame frame) {
        for (ProbeSchedule turn : turns) {
            Optional<ConflictingHost> objection = ConflictingHost.in(frame, turn.probe(), own);
            if (objection.isPresent()) {
                return objection;
            }
        }
        return Optional.empty();
    }
}
