package meta.netlink.codec;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** The payload of one attribute in an array of attributes. Reading the next attribute moves the same object to its payload. */
final class Payload {
    private final byte[] attributes;
    private final ByteOrder order;
    private final ByteBuffer buffer;
    private int start;
    private int end;

    Payload(byte[] attributes, ByteOrder order) {
        this.attributes = attributes;
        this.order = order;
        this.buffer = ByteBuffer.wrap(attributes);
    }

    /** Moves to the payload between these positions of the array. */
    void move(int start, int end) {
        this.start = start;
        this.end = end;
    }

    int length() {
        return end - start;
    }

    /**
     * {@return the payload, from the buffer's position to its limit} The buffer is valid until the next call of {@link #move} or of this
     * method.
     */
    ByteBuffer bytes() {
        buffer.limit(end).position(start);
        return buffer.order(order);
    }

    byte[] copy() {
        return Arrays.copyOfRange(attributes, start, end);
    }
}
