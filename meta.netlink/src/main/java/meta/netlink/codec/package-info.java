/**
 * Encodes and decodes rtnetlink messages. One {@link meta.netlink.codec.Codec} for each kind of message serves both directions.
 *
 * <p>A codec describes the struct at the beginning of the message ({@code FixedHeader}), each attribute with a component in the record
 * ({@code Field}: number, name, format, accessor), and a function that creates the record. Encoding and decoding use the same field and therefore
 * cannot disagree. Attributes are encoded in the order of the fields, which is the order of iproute2, so that our bytes equal captures of
 * {@code ip}. To add an attribute, add a component to the record, a field to its codec and a capture to its test.
 *
 * <p>Numbers are in native byte order, and attributes are padded to four bytes ({@code linux/netlink.h}). If a message has two
 * attributes with the number of one field, the last one is valid. An attribute without a field is kept as bytes, or discarded if the codec drops
 * its number. Invalid bytes cause a {@link meta.netlink.message.MalformedMessageException}; nothing is read beyond the end of the buffer.
 */
@NullMarked
package meta.netlink.codec;

import org.jspecify.annotations.NullMarked;
