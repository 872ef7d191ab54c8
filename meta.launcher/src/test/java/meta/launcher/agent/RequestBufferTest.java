package meta.launcher.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RequestBufferTest {
    private static final String CALL = "0000001b 00000001 00000000 00000004 76657468 00000001 00000003 413d42";

    private final MemoryBudget memory = new MemoryBudget(100_000);
    private final RequestBuffer incoming = new RequestBuffer(memory);

    @Test
    void aCallIsCompleteWithItsStandardInputInHoweverManyPiecesItComes() throws Exception {
        byte[] all = bytes(CALL + "00000002 7b7d");
        for (int i = 0; i < all.length; i++) {
            assertThat(incoming.complete()).isEmpty();
            incoming.take(ByteBuffer.wrap(all, i, 1));
        }
        assertThat(incoming.complete()).contains(new AgentRequest.Call(0, "veth", Map.of("A", "B")));
        assertThat(incoming.stdin()).asString(StandardCharsets.UTF_8).isEqualTo("{}");

        RequestBuffer atOnce = new RequestBuffer(memory);
        atOnce.take(ByteBuffer.wrap(all));
        assertThat(atOnce.complete()).isEqualTo(incoming.complete());
        assertThat(atOnce.stdin()).isEqualTo(incoming.stdin());
    }

    @Test
    void standardInputMayBeEmpty() throws Exception {
        incoming.take(ByteBuffer.wrap(bytes(CALL + "00000000")));
        assertThat(incoming.complete()).isPresent();
        assertThat(incoming.stdin()).isEmpty();
    }

    @Test
    void aLengthThatIsAnnouncedTakesNoMemory() throws Exception {
        incoming.take(ByteBuffer.wrap(bytes("00400000 00000001")));
        assertThat(memory.held()).isLessThan(10_000);

        RequestBuffer call = new RequestBuffer(memory);
        call.take(ByteBuffer.wrap(bytes(CALL + "00400000 7b")));
        assertThat(memory.held()).isLessThan(20_000);
        assertThat(call.progress()).isEqualTo("1 of 4194304 bytes came");
    }

    @Test
    void allRequestsTogetherHaveALimit() throws Exception {
        RequestBuffer first = new RequestBuffer(memory);
        first.take(ByteBuffer.wrap(bytes("00400000")));
        first.take(ByteBuffer.allocate(60_000));
        assertThat(first.held()).isEqualTo(memory.held()).isLessThan(100_000);
        incoming.take(ByteBuffer.wrap(bytes("00400000")));

        assertThatExceptionOfType(MemoryBudgetException.class)
                .isThrownBy(() -> incoming.take(ByteBuffer.allocate(60_000)));

        memory.giveBack(first.held());
        incoming.take(ByteBuffer.allocate(60_000));
        memory.giveBack(incoming.held());
        assertThat(memory.held()).isZero();
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }
}
