package meta.netlink.codec;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import meta.netlink.Family;

/**
 * A text. It is read up to its first NUL or the payload's end; what is not UTF-8 in it is read as U+FFFD, since a device with a
 * strange alias must not keep anyone from reading about the others.
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
        return new String(bytes, 0, end, StandardCharsets.UTF_8);
    }

    @Override
    public void write(String value, Family family, Output out) {
        if (value.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("a text that is sent to the kernel holds no NUL");
        }
        out.bytes(value.getBytes(StandardCharsets.UTF_8));
        if (this == NAME) {
            out.u8(0);
        }
    }
}
