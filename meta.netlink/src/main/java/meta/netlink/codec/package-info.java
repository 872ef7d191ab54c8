/**
 * Encodes and decodes rtnetlink messages, with a {@link meta.netlink.codec.Codec} for each kind of message.
 *
 * <p>The order of a codec's fields is the order of iproute2, so that the encoded bytes equal captures of {@code ip}. To add an attribute,
 * add a component to the record, a field to its codec and a capture to its test.
 */
@NullMarked
package meta.netlink.codec;

import org.jspecify.annotations.NullMarked;
