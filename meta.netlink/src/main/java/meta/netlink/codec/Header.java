package meta.netlink.codec;

/**
 * The struct at the front of a message.
 *
 * @param name the struct's name in C
 * @param length its bytes, without the padding to four
 * @param writer writes it
 */
record Header<M>(String name, int length, Writer<M> writer) {
    /** Writes the struct of a message. */
    interface Writer<M> {
        void write(M message, Output out);
    }
}
