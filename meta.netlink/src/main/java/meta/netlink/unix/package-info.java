/**
 * Sockets between processes of one machine, over which open files can be handed on ({@code unix(7)}).
 *
 * <p>The JDK's own cannot hand on files. {@link meta.netlink.unix.UnixListener} waits at a path, {@link meta.netlink.unix.UnixSocket} is
 * a connection, {@link meta.netlink.unix.PassedFile} what came along with the bytes:
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
