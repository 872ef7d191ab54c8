package meta.netlink.codec;

/**
 * The struct of fixed length at the beginning of a message, before the attributes.
 *
 * @param name the struct's name in C
 * @param length the struct's size in bytes, without padding
 * @param writer encodes the struct
 */
record FixedHeader<M>(String name, int length, Writer<M> writer) {
    /** Encodes the struct of a message; writes exactly {@link FixedHeader#length()} bytes. */
    interface Writer<M> {
        void write(M message, Output out);
    }
}
