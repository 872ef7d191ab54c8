package meta.netlink.codec;

import java.nio.ByteBuffer;
import java.util.Arrays;
import meta.netlink.Family;
import meta.netlink.KernelText;

/**
 * A text, which ends at the first NUL or at the end of the payload. Bytes that are not valid UTF-8 are preserved (see {@link KernelText}).
 */
enum Text implements WireType<String> {
    /** Encoded with a trailing NUL. */
    NAME,
    /** Encoded without a NUL. */
    COUNTED;

    @Override
    public boolean fits(int length, Family family) {
        return true;
    }

    @Override
    public String expected(Family family) {
        return "a text";
    }

    @Override
    public String read(ByteBuffer payload, Family family) {
        byte[] bytes = new byte[payload.remaining()];
        payload.get(bytes);
        int end = 0;
        while (end < bytes.length && bytes[end] != 0) {
            end++;
        }
        return KernelText.decode(Arrays.copyOf(bytes, end));
    }

    @Override
    public void write(String value, Family family, Output out) {
        if (value.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("a text for the kernel must not contain NUL");
        }
        out.bytes(KernelText.encode(value));
        if (this == NAME) {
            out.u8(0);
        }
    }
}
