/**
 * Unix domain sockets that pass open files between processes ({@code unix(7)}); the sockets of the JDK cannot pass files. The package also contains
 * other functions of Unix for files, threads and processes that the JDK lacks.
 *
 * <p>{@link meta.netlink.unix.UnixListener} accepts connections at a path, {@link meta.netlink.unix.UnixSocket} is a connection, and
 * {@link meta.netlink.unix.PassedFile} is a file that the peer has passed:
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
