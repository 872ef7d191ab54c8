package meta.netlink;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/**
 * Converts texts of the kernel, such as device names, to Java strings and back. A byte that is not valid UTF-8 becomes an escape: a
 * character from U+DC80 to U+DCFF.
 */
public final class KernelText {
    private static final int ESCAPE = 0xdc00;
    private static final int FIRST = 0xdc80;
    private static final int LAST = 0xdcff;

    private KernelText() {}

    /** {@return the text with these bytes, which {@link #encode} restores} */
    public static String decode(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder(); // stops at invalid UTF-8
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

    /** {@return the bytes of a text; an escape becomes its byte} */
    public static byte[] encode(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        if (!hasQuestionMark(utf8)) { // getBytes replaces each escape with a question mark
            return utf8;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int at = 0, point; at < text.length(); at += Character.charCount(point)) {
            point = text.codePointAt(at);
            if (isEscape(point)) {
                bytes.write(point & 0xff);
            } else {
                bytes.writeBytes(Character.toString(point).getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toByteArray();
    }

    private static boolean hasQuestionMark(byte[] bytes) {
        for (byte each : bytes) {
            if (each == '?') {
                return true;
            }
        }
        return false;
    }

    private static boolean isEscape(int point) {
        return point >= FIRST && point <= LAST;
    }
}
