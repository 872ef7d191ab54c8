package meta.netlink;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/**
 * Texts of the kernel, such as the names of devices, which are bytes of any value. What is UTF-8 is read as such; every other byte becomes
 * a character from U+DC80 to U+DCFF, which no UTF-8 stands for, and is written as that byte again. So no name is taken for another.
 */
public final class KernelText {
    private static final int ESCAPE = 0xdc00;
    private static final int FIRST = 0xdc80;
    private static final int LAST = 0xdcff;

    private KernelText() {}

    /** {@return the text of these bytes} */
    public static String decode(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder(); // which stops at what is no UTF-8
        CoderResult result = decoder.decode(in, out, true);
        while (!result.isUnderflow()) {
            for (int left = result.length(); left > 0; left--) {
                out.put((char) (ESCAPE | (in.get() & 0xff)));
            }
            decoder.reset();
            result = decoder.decode(in, out, true);
        }
        return out.flip().toString();
    }

    /** {@return the bytes of such a text} */
    public static byte[] encode(String text) {
        if (text.chars().noneMatch(c -> c >= FIRST && c <= LAST)) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        text.codePoints().forEach(point -> {
            if (point >= FIRST && point <= LAST) {
                bytes.write(point & 0xff);
            } else {
                bytes.writeBytes(Character.toString(point).getBytes(StandardCharsets.UTF_8));
            }
        });
        return bytes.toByteArray();
    }
}
