package meta.netlink.codec;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** A growing buffer of encoded bytes, in native byte order. */
public final class Output {
    private static final int ALIGNMENT = 4; // NLMSG_ALIGNTO and NLA_ALIGNTO

    private ByteBuffer bytes = allocate(512);

    /** Writes the lowest byte of the value. */
    Output u8(int value) {
        reserve(1);
        bytes.put((byte) value);
        return this;
    }

    /** Writes the lowest two bytes of the value. */
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

    /** Writes zeros up to the next multiple of four bytes. */
    Output pad() {
        return bytes(new byte[padding(bytes.position())]);
    }

    /** {@return the number of padding bytes after this length} */
    static int padding(int length) {
        return -length & (ALIGNMENT - 1);
    }

    Output setU16(int position, int value) {
        bytes.putShort(position, (short) value);
        return this;
    }

    Output setU32(int position, int value) {
        bytes.putInt(position, value);
        return this;
    }

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
