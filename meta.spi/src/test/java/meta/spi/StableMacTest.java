package meta.spi;

import static org.assertj.core.api.Assertions.assertThat;

import meta.netlink.MacAddress;
import org.junit.jupiter.api.Test;

class StableMacTest {
    @Test
    void theAddressForATextIsTheSameInEveryVersion() {
        assertThat(StableMac.of("the host end")).isEqualTo(MacAddress.parse("2e:38:a3:32:35:86"));
    }

    @Test
    void anAddressIsLocalAndUnicast() {
        for (int device = 0; device < 1000; device++) {
            byte first = StableMac.of("device " + device).bytes()[0];
            assertThat(first & 0x03).isEqualTo(0x02);
        }
    }
}
