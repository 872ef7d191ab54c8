package meta.netlink;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import meta.netlink.testbed.Seeds;
import org.junit.jupiter.api.Test;

class KernelTextTest {

    @Test
    void validUtf8IsDecodedAndEachOtherByteBecomesAnEscape() {
        assertThat(KernelText.decode("eth0-\u00e9\u20ac\ud83d\ude00".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("eth0-\u00e9\u20ac\ud83d\ude00");
        assertThat(KernelText.decode(new byte[] {'a', (byte) 0xff, (byte) 0xc3, 'b', (byte) 0xe2, (byte) 0x82}))
                .isEqualTo("a\udcff\udcc3b\udce2\udc82");
        assertThat(KernelText.decode(new byte[0])).isEmpty();
    }

    @Test
    void encodingADecodedNameReturnsItsBytes() {
        Seeds.forEach(20_000, seed -> {
            RandomGenerator random = new SplittableRandom(seed);
            byte[] name = new byte[random.nextInt(16)];
            for (int at = 0; at < name.length; at++) {
                name[at] = (byte) (random.nextBoolean() ? random.nextInt(256) : 0x7f + random.nextInt(70));
            }
            assertThat(KernelText.encode(KernelText.decode(name))).isEqualTo(name);
        });
    }
}
