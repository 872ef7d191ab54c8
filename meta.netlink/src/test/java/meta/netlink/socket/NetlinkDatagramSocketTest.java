package meta.netlink.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import meta.netlink.Errno;
import meta.netlink.libc.Deadline;
import org.junit.jupiter.api.Test;

class NetlinkDatagramSocketTest {
    @Test
    void receivingFailsWithATimeoutIfNoDatagramArrives() {
        try (NetlinkDatagramSocket datagramSocket = NetlinkDatagramSocket.open()) {
            assertThatThrownBy(() -> datagramSocket.receive(Deadline.in(Duration.ofMillis(20))))
                    .isInstanceOfSatisfying(
                            NetlinkException.class, e -> assertThat(e.errno()).isEqualTo(Errno.ETIMEDOUT))
                    .hasMessage("recv: ETIMEDOUT");
        }
    }
}
