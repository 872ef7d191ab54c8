package meta.launcher.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import meta.netlink.testbed.Seeds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bytes of a client are a request, or the error says which bytes are malformed. */
class AgentRequestTest {
    /** The head that the client sends for {@code CNI_COMMAND=ADD CNI_IFNAME=eth0 /opt/cni/bin/veth}, without its length. */
    private static final String CALL = "00000001 00000000" + "00000004 76657468" + "00000002"
            + "0000000f 434e495f434f4d4d414e443d414444"
            + "0000000f 434e495f49464e414d453d65746830";

    @Test
    void aCallHasItsTypeAndItsVariables() throws MalformedRequestException {
        assertThat(read(CALL))
                .isEqualTo(new AgentRequest.Call(0, "veth", Map.of("CNI_COMMAND", "ADD", "CNI_IFNAME", "eth0")));
    }

    @Test
    void aStatusRequestConsistsOfItsKind() throws MalformedRequestException {
        assertThat(read("00000002")).isEqualTo(new AgentRequest.Status());
    }

    @Test
    void aValueMayBeEmptyOrHoldAnEqualsSign() throws MalformedRequestException {
        assertThat(read("00000001 00000002 00000000 00000002" + text("CNI_ARGS=A=1;B=2") + text("CNI_NETNS=")))
                .isEqualTo(new AgentRequest.Call(2, "", Map.of("CNI_ARGS", "A=1;B=2", "CNI_NETNS", "")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "00000003 | kind 3: 1 or 2 is expected",
                "0000 | kind at byte 0: 4 bytes are expected, but 2 are left",
                "00000002 00 | 1 bytes at byte 4, after the end of the request",
                "00000001 00001000 | errno 4096 at byte 4: 0 to 4095 is expected",
                "00000001 00000000 ffffffff | length of the plugin type -1 at byte 8: 0 to 4194304 is expected",
                "00000001 00000000 00000005 76657468 | plugin type at byte 12: 5 bytes are expected, but 4 are left",
                "00000001 00000000 00000000 00002711 | count of variables 10001 at byte 12: 0 to 10000 is expected",
                "00000001 00000000 00000000 00000001 00000001 41 | variable \"A\": NAME=value is expected",
            })
    void theErrorNamesTheMalformedField(String bytes, String reason) {
        assertThatExceptionOfType(MalformedRequestException.class)
                .isThrownBy(() -> read(bytes))
                .withMessage(reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"00400001", "7fffffff", "80000000", "ffffffff"})
    void aLengthBeyondTheLimitIsMalformed(String length) {
        assertThatExceptionOfType(MalformedRequestException.class)
                .isThrownBy(() -> AgentRequest.length(HexFormat.of().parseHex(length)))
                .withMessageEndingWith("at most 4194304 bytes are expected");
    }

    @Test
    void anyBytesAreARequestOrMalformed() {
        byte[] call = HexFormat.of().parseHex(CALL.replace(" ", ""));
        Seeds.forEach(20_000, seed -> {
            RandomGenerator random = new SplittableRandom(seed);
            byte[] damaged = Arrays.copyOf(call, random.nextInt(call.length + 8));
            for (int flips = random.nextInt(4); flips > 0 && damaged.length > 0; flips--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            }
            try {
                assertThat(AgentRequest.read(damaged)).isNotNull();
            } catch (MalformedRequestException e) {
                assertThat(e).hasMessageMatching("(?s).*(expected|after the end of the request).*");
            } catch (RuntimeException e) {
                throw new AssertionError(HexFormat.of().formatHex(damaged), e);
            }
        });
    }

    private static AgentRequest read(String hex) throws MalformedRequestException {
        return AgentRequest.read(HexFormat.of().parseHex(hex.replace(" ", "")));
    }

    private static String text(String text) {
        return "%08x".formatted(text.length()) + HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
    }
}
