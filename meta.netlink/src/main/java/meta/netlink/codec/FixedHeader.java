package meta.netlink.codec;

/**
 * The bytes, normally a struct, before the attributes of a message or of a nested payload.
 *
 * @param name the name for exception messages
 * @param length the number of bytes, without padding; may be 0
 * @param writer encodes the bytes
 */
record FixedHeader<M>(String name, int length, Writer<M> writer) {
    /** Writes exactly {@link FixedHeader#length()} bytes. */
    interface Writer<M> {
        void write(M message, Output out);
    }
}
