/**
 * All native functions that this module calls.
 *
 * <p>They are called through jffi, the layer under JNR-FFI. It takes 4 ms of a cold start, an interface that JNR-FFI implements at run time
 * 20 to 60 ms. {@link meta.netlink.libc.Libc} contains the functions of CNI calls, and the other classes those of the agent and the command
 * line. No other package uses a type of jffi.
 *
 * <p>Every function returns the result of C, but the negated errno instead of -1, as the kernel does. This is correct in every thread and
 * needs no exception for results that are often expected:
 *
 * <pre>{@code
 * int descriptor = Libc.open("/run/netns/pod", Libc.O_RDONLY | Libc.O_CLOEXEC);
 * if (descriptor == -Errno.ENOENT.number()) …
 * }</pre>
 */
@NullMarked
package meta.netlink.libc;

import org.jspecify.annotations.NullMarked;
