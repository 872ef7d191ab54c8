package meta.netlink.codec;

/**
 * The struct of fixed length at the beginning of a message or of a nested payload, before the attributes.
 *
 * @param name the name for exception messages: the name of the struct in C; without a struct, the name of the message or attribute
 * @param length the struct's size in bytes, without padding; 0 without a struct
 * @param writer encodes the struct
 */
record FixedHeader<M>(String name, int length, Writer<M> writer) {
    /** Encodes the struct of a message; writes exactly {@link FixedHeader#length()} bytes. */
    interface Writer<M> {
        void write(M message, Output out);
    }
}
