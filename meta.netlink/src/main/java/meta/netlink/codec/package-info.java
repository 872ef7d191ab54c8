/**
 * The bytes of rtnetlink messages: one table for each kind of message, that reads and writes.
 *
 * <p>A table is a {@link meta.netlink.codec.Codec}: the struct at the front ({@code Header}), a line for each attribute that the record
 * has a component for ({@code Field}: number, name, shape, accessor), and how to make the record of what was read. Reading and writing
 * cannot drift apart, since there is only one line to change. The order of the lines is the order of writing, and it is iproute2's,
 * so that a capture of {@code ip} is what we write, to the byte. To add an attribute: a component in the record, a line in its table,
 * and a capture in its test.
 *
 * <p>The rules of {@code linux/netlink.h}: numbers are in the machine's byte order, attributes are padded to four bytes, of two with
 * the same number the last one counts. An attribute that no line knows is kept as it came. What is no message at all is a
 * {@link meta.netlink.message.MalformedMessageException}, and nothing is read past the end of what there is.
 */
@NullMarked
package meta.netlink.codec;

import org.jspecify.annotations.NullMarked;
