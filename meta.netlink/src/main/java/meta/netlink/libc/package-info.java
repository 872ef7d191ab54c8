/**
 * All functions of the C library that this module calls.
 *
 * <p>They are called through jffi, the layer under JNR-FFI. jffi adds 4 ms to a cold start; an interface that JNR-FFI implements at run time adds
 * 20 to 60 ms. {@link meta.netlink.libc.Libc} contains the functions of CNI calls, and the other classes those of the agent and the command
 * line. No other package uses a type of jffi.
 *
 * <p>Every function returns the result of C. If that is -1, it returns the negated errno instead, as a system call does. An errno in the result
 * belongs to the call in every thread, and an expected error needs no exception:
 *
 * <pre>{@code
 * int descriptor = Libc.open("/run/netns/pod", Libc.O_RDONLY | Libc.O_CLOEXEC);
 * if (descriptor == -Errno.ENOENT.number()) …
 * }</pre>
 */
@NullMarked
package meta.netlink.libc;

import org.jspecify.annotations.NullMarked;
