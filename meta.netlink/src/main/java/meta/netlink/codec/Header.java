package meta.netlink.codec;

/**
 * The struct at the beginning of a message.
 *
 * @param name the struct's name in C
 * @param length its size in bytes, without padding
 * @param writer encodes it
 */
record Header<M>(String name, int length, Writer<M> writer) {
    /** Encodes the struct of a message. */
    interface Writer<M> {
        void write(M message, Output out);
    }
}
