/**
 * Encodes and decodes rtnetlink messages. One table for each kind of message serves both directions.
 *
 * <p>A table is a {@link meta.netlink.codec.Codec}: the struct at the beginning ({@code Header}), a line for each attribute with a component in
 * the record ({@code Field}: number, name, format, accessor), and a function that creates the record. Encoding and decoding use the same line
 * and therefore cannot disagree. Attributes are encoded in the order of the lines. It is iproute2's order, so that our bytes equal captures of
 * {@code ip}. To add an attribute, add a component to the record, a line to its table and a capture to its test.
 *
 * <p>Numbers are in native byte order, and attributes are padded to four bytes ({@code linux/netlink.h}). If two attributes have the number of
 * the same line, the last one is valid. An attribute without a line is kept unchanged, or discarded if the table says so. Invalid bytes cause a
 * {@link meta.netlink.message.MalformedMessageException}; nothing is read beyond the end of the buffer.
 */
@NullMarked
package meta.netlink.codec;

import org.jspecify.annotations.NullMarked;
