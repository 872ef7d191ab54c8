/**
 * Calls the functions of the C library that this module needs.
 *
 * <p>The functions are called through jffi, the layer under JNR-FFI. jffi adds 4 ms to the start of a process; an interface that JNR-FFI implements
 * at run time adds 20 to 60 ms.
 *
 * <p>Unless its description says otherwise, a method for a C function returns the result of that function or, if the result is -1, the
 * negated errno. The errno belongs to this call, even if other threads make calls at the same time:
 *
 * <pre>{@code
 * int descriptor = Libc.open("/run/netns/pod", Libc.O_RDONLY | Libc.O_CLOEXEC);
 * if (descriptor == -Errno.ENOENT.number()) …
 * }</pre>
 */
@NullMarked
package meta.netlink.libc;

import org.jspecify.annotations.NullMarked;
