/**
 * Encodes and decodes rtnetlink messages. One {@link meta.netlink.codec.Codec} for each kind of message serves both directions.
 *
 * <p>Attributes are encoded in the order of the fields, which is the order of iproute2, so that the bytes equal captures of {@code ip}. To add an
 * attribute, add a component to the record, a field to its codec and a capture to its test.
 *
 * <p>Numbers are in native byte order, and attributes are padded to four bytes ({@code linux/netlink.h}). Of two attributes with the number of one
 * field, the last one is valid. Decoding throws {@link meta.netlink.message.MalformedMessageException} for invalid bytes. Encoding throws {@link
 * IllegalArgumentException} for a value without an encoding, such as an IP address of another family or a text with a NUL.
 */
@NullMarked
package meta.netlink.codec;

import org.jspecify.annotations.NullMarked;
