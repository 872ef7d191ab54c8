/**
 * Unix domain sockets that pass open files between processes, and other helpers that the JDK lacks.
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
