/**
 * Unix domain sockets that pass open files between processes ({@code unix(7)}), in contrast to those of the JDK.
 *
 * <p>{@link meta.netlink.unix.UnixListener} accepts connections at a path, {@link meta.netlink.unix.UnixSocket} is a connection,
 * {@link meta.netlink.unix.PassedFile} a file that the other end has passed:
 *
 * <pre>{@code
 * try (UnixListener listener = UnixListener.bind("/run/service.sock");
 *         UnixSocket client = listener.accept()) {
 *     byte[] length = client.receive(4, Duration.ofSeconds(2));
 *     Optional<PassedFile> file = client.takeFile();
 *     client.send(answer);
 * }
 * }</pre>
 */
@NullMarked
package meta.netlink.unix;

import org.jspecify.annotations.NullMarked;
