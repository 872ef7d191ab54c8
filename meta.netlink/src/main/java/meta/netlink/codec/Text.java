package meta.netlink.codec;

import java.nio.ByteBuffer;
import java.util.Arrays;
import meta.netlink.Family;
import meta.netlink.KernelText;

/**
 * A text. It is read up to its first NUL or the payload's end; what is not UTF-8 in it is kept as {@link KernelText} does, so that a
 * device of any name can be named to the kernel.
 */
enum Text implements WireType<String> {
    /** Written with a NUL behind it, as names are. */
    NAME,
    /** Written without: the kernel counts the payload's bytes. */
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
            throw new IllegalArgumentException("a text that is sent to the kernel holds no NUL");
        }
        out.bytes(KernelText.encode(value));
        if (this == NAME) {
            out.u8(0);
        }
    }
}
