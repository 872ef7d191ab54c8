/**
 * Encodes and decodes rtnetlink messages. Each kind of message has one {@link meta.netlink.codec.Codec}, which both encodes and decodes it.
 *
 * <p>Attributes are encoded in the order of the codec's fields. This is the order of iproute2, so that the encoded bytes equal captures of {@code
 * ip}. To add an attribute, add a component to the record, a field to its codec and a capture to its test.
 *
 * <p>Numbers are in native byte order, and attributes are padded to a multiple of four bytes ({@code linux/netlink.h}). If a message contains two
 * attributes with the number of one field, decoding uses the last attribute. Decoding throws {@link meta.netlink.message.MalformedMessageException}
 * for invalid bytes. Encoding throws {@link IllegalArgumentException} for a value that cannot be encoded, such as an IP address of another family or
 * a text with a NUL.
 */
@NullMarked
package meta.netlink.codec;

import org.jspecify.annotations.NullMarked;
