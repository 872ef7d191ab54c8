package meta.netlink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ReadOnlyBufferException;
import org.junit.jupiter.api.Test;

class AttributeTest {
    @Test
    void anAttributeIsImmutable() {
        byte[] bytes = {1, 2, 3};
        Attribute attribute = new Attribute(7, bytes);
        bytes[0] = 9;
        attribute.value()[1] = 9;
        assertThat(attribute).isEqualTo(new Attribute(7, new byte[] {1, 2, 3}));
        assertThatThrownBy(() -> attribute.payload().put(0, (byte) 9)).isInstanceOf(ReadOnlyBufferException.class);
    }

    @Test
    void attributesAreEqualByNumberAndBytes() {
        Attribute attribute = new Attribute(7, new byte[] {1});
        assertThat(attribute)
                .hasSameHashCodeAs(new Attribute(7, new byte[] {1}))
                .hasToString("attribute 7 01");
        assertThat(attribute)
                .isNotEqualTo(new Attribute(8, new byte[] {1}))
                .isNotEqualTo(new Attribute(7, new byte[0]));
    }

    @Test
    void anIntIsInNativeByteOrder() {
        assertThat(Attribute.ofInt(2, 1400).asInt()).isEqualTo(1400);
        assertThat(Attribute.ofInt(2, 1400).payload().getInt()).isEqualTo(1400);
        assertThatThrownBy(() -> new Attribute(2, new byte[3]).asInt()).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aNumberAbove65535OrAPayloadAbove65531BytesIsRejected() {
        assertThatThrownBy(() -> new Attribute(0x10000, new byte[0])).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Attribute(1, new byte[65532])).isInstanceOf(IllegalArgumentException.class);
    }
}
