/**
 * All functions of the C library that this module calls.
 *
 * <p>They are called through jffi, the layer under JNR-FFI. jffi adds 4 ms to a cold start; an interface that JNR-FFI implements at run time adds
 * 20 to 60 ms. {@link meta.netlink.libc.Libc} contains the functions of CNI calls, and other classes those that only the agent and the command
 * line need. No other package uses a type of jffi.
 *
 * <p>Every function returns the result of C. If that is -1, it returns the negated errno instead, as a system call does. The errno in
 * the result always belongs to this call, whatever other threads do, and an expected error needs no exception:
 *
 * <pre>{@code
 * int descriptor = Libc.open("/run/netns/pod", Libc.O_RDONLY | Libc.O_CLOEXEC);
 * if (descriptor == -Errno.ENOENT.number()) …
 * }</pre>
 */
@NullMarked
package meta.netlink.libc;

import org.jspecify.annotations.NullMarked;
