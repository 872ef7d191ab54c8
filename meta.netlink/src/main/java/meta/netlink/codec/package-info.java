/**
 * Encodes and decodes rtnetlink messages: one table for each kind of message serves both directions.
 *
 * <p>A table is a {@link meta.netlink.codec.Codec}: the leading struct ({@code Header}), a line for each attribute with a component in the
 * record ({@code Field}: number, name, format, accessor), and a function that creates the record. Encoding and decoding share the line of
 * an attribute and so cannot disagree. Attributes are encoded in the order of the lines, which is iproute2's, so that our bytes equal
 * captures of {@code ip}. To add an attribute, add a component to the record, a line to its table and a capture to its test.
 *
 * <p>The rules of {@code linux/netlink.h}: numbers are in native byte order; attributes are padded to four bytes; of two attributes
 * with the same number the last one is valid. An attribute without a line is kept unchanged. Invalid bytes cause a
 * {@link meta.netlink.message.MalformedMessageException}; nothing is read beyond the end of the buffer.
 */
@NullMarked
package meta.netlink.codec;

import org.jspecify.annotations.NullMarked;
