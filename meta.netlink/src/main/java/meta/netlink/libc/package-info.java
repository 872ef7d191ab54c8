/**
 * All functions of the C library that this module calls.
 *
 * <p>They are called through jffi, the layer under JNR-FFI. jffi adds 4 ms to a cold start; an interface that JNR-FFI implements at run time adds
 * 20 to 60 ms. {@link meta.netlink.libc.Libc} contains the functions of a cold call. Other classes contain the functions that only the agent and
 * the command line need. No other package uses a type of jffi.
 *
 * <p>Every method for a C function returns the result of that function or, if the result is -1, the negated errno, as a system call does. The errno
 * is that of the call even if other threads make calls at the same time, and an expected error needs no exception:
 *
 * <pre>{@code
 * int descriptor = Libc.open("/run/netns/pod", Libc.O_RDONLY | Libc.O_CLOEXEC);
 * if (descriptor == -Errno.ENOENT.number()) …
 * }</pre>
 */
@NullMarked
package meta.netlink.libc;

import org.jspecify.annotations.NullMarked;
