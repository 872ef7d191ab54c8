package meta.netlink.codec;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** A growing buffer, to which bytes and numbers in native byte order are appended. */
public final class Output {
    private static final int ALIGNMENT = 4; // NLMSG_ALIGNTO and NLA_ALIGNTO

    private ByteBuffer bytes = allocate(512);

    /** Appends the lowest byte. */
    Output u8(int value) {
        reserve(1);
        bytes.put((byte) value);
        return this;
    }

    /** Appends the lowest two bytes. */
    Output u16(int value) {
        reserve(2);
        bytes.putShort((short) value);
        return this;
    }

    Output u32(int value) {
        reserve(4);
        bytes.putInt(value);
        return this;
    }

    Output bytes(byte[] value) {
        reserve(value.length);
        bytes.put(value);
        return this;
    }

    /** Appends zeros up to a multiple of four bytes. */
    Output pad() {
        return bytes(new byte[padding(bytes.position())]);
    }

    /** {@return the number of padding bytes after content of this length} */
    static int padding(int length) {
        return -length & (ALIGNMENT - 1);
    }

    /** Replaces two bytes by the lowest two of the value. */
    Output setU16(int position, int value) {
        bytes.putShort(position, (short) value);
        return this;
    }

    Output setU32(int position, int value) {
        bytes.putInt(position, value);
        return this;
    }

    /** {@return the number of appended bytes} */
    public int size() {
        return bytes.position();
    }

    public byte[] toByteArray() {
        byte[] written = new byte[bytes.position()];
        bytes.get(0, written);
        return written;
    }

    private void reserve(int more) {
        if (bytes.remaining() < more) {
            ByteBuffer larger = allocate(2 * (bytes.position() + more));
            bytes = larger.put(bytes.flip());
        }
    }

    private static ByteBuffer allocate(int capacity) {
        return ByteBuffer.allocate(capacity).order(ByteOrder.nativeOrder());
    }
}
