package meta.netlink.codec;

/**
 * The bytes of fixed length, normally a struct, at the beginning of a message or of a nested payload, before the attributes.
 *
 * @param name the name for exception messages: that of the struct in C, or of the message or attribute
 * @param length the number of bytes, without padding; may be 0
 * @param writer encodes the bytes
 */
record FixedHeader<M>(String name, int length, Writer<M> writer) {
    /** Encodes these bytes of a message; writes exactly {@link FixedHeader#length()} bytes. */
    interface Writer<M> {
        void write(M message, Output out);
    }
}
