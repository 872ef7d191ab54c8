package meta.launcher.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A request is complete when all its bytes have arrived, and takes no memory for bytes that have not arrived. */
class RequestBufferTest {
    private static final String CALL = "0000001b 00000001 00000000 00000004 76657468 00000001 00000003 413d42";

    private final RequestMemoryBudget memory = new RequestMemoryBudget(100_000);
    private final RequestMemoryBudget.Reservation reservation = memory.reserve();
    private final RequestBuffer buffer = new RequestBuffer(reservation);

    @Test
    void aCallIsCompleteWithItsStandardInputWhetherItArrivesByteByByteOrAtOnce() throws Exception {
        byte[] all = bytes(CALL + "00000002 7b7d");
        for (int i = 0; i < all.length; i++) {
            assertThat(buffer.complete()).isEmpty();
            buffer.add(ByteBuffer.wrap(all, i, 1));
        }
        assertThat(buffer.complete()).contains(new AgentRequest.Call(0, "veth", Map.of("A", "B")));
        assertThat(buffer.stdin()).asString(StandardCharsets.UTF_8).isEqualTo("{}");

        RequestBuffer atOnce = new RequestBuffer(memory.reserve());
        atOnce.add(ByteBuffer.wrap(all));
        assertThat(atOnce.complete()).isEqualTo(buffer.complete());
        assertThat(atOnce.stdin()).isEqualTo(buffer.stdin());
    }

    @Test
    void standardInputMayBeEmpty() throws Exception {
        buffer.add(ByteBuffer.wrap(bytes(CALL + "00000000")));
        assertThat(buffer.complete()).isPresent();
        assertThat(buffer.stdin()).isEmpty();
    }

    @Test
    void anAnnouncedLengthReservesNoMemory() throws Exception {
        buffer.add(ByteBuffer.wrap(bytes("00400000 00000001")));
        assertThat(memory.reserved()).isLessThan(10_000);

        RequestBuffer call = new RequestBuffer(memory.reserve());
        call.add(ByteBuffer.wrap(bytes(CALL + "00400000 7b")));
        assertThat(memory.reserved()).isLessThan(20_000);
        assertThat(call.progress()).isEqualTo("1 of 4194304 bytes");
    }

    @Test
    void theMemoryOfAllRequestsTogetherIsLimited() throws Exception {
        RequestMemoryBudget.Reservation others = memory.reserve();
        RequestBuffer first = new RequestBuffer(others);
        first.add(ByteBuffer.wrap(bytes("00400000")));
        first.add(ByteBuffer.allocate(60_000));
        assertThat(others.bytes()).isEqualTo(memory.reserved()).isLessThan(100_000);
        buffer.add(ByteBuffer.wrap(bytes("00400000")));

        assertThatExceptionOfType(RequestMemoryBudget.ExceededException.class)
                .isThrownBy(() -> buffer.add(ByteBuffer.allocate(60_000)));

        others.close();
        buffer.add(ByteBuffer.allocate(60_000));
        reservation.close();
        assertThat(memory.reserved()).isZero();
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }
}
