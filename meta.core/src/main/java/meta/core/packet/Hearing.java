package meta.core.packet;

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
record Hearing(PacketSocket socket, MacAddress own, List<Turn> turns) {

    /** {@return the first objection that is raised; empty where there was none when time was up} */
    Optional<Objection> run() {
        while (true) {
            long now = System.nanoTime();
            long wait = Long.MAX_VALUE;
            boolean over = true;
            for (Turn turn : turns) {
                if (!turn.isOver(now)) {
                    if (turn.isDue(now)) {
                        socket.send(turn.ask(own, now));
                    }
                    wait = Math.min(wait, turn.nanosLeft(now));
                    over = false;
                }
            }
            if (over) {
                return Optional.empty();
            }
            Optional<Objection> objection = listen(Duration.ofNanos(wait));
            if (objection.isPresent()) {
                return objection;
            }
        }
    }

    /** {@return the objection in the next frame that comes in time, which may hold none} */
    private Optional<Objection> listen(Duration patience) {
        Optional<LinkFrame> frame = socket.receive(patience);
        if (frame.isPresent()) {
            for (Turn turn : turns) {
                Optional<Objection> objection = Objection.in(frame.get(), turn.probe(), own);
                if (objection.isPresent()) {
                    return objection;
                }
            }
        }
        return Optional.empty();
    }
}
